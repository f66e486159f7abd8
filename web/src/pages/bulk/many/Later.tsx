import { PencilLine, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { useI18n } from '@/i18n/useI18n';
import css from './Many.module.css';

/** What the catalogue lacks is described by hand, whenever there is time. */
export function Later({ isbns, forget }: { isbns: string[]; forget: (isbn: string) => void }) {
  const { t } = useI18n();
  const title = useRef<HTMLHeadingElement>(null);
  return (
    <section aria-labelledby="later" className={css.pile}>
      <h2 id="later" ref={title} tabIndex={-1}>{t('many.later')}</h2>
      <p className={css.quiet}>{t('many.later.text')}</p>
      <ul role="list" className={css.books}>
        {isbns.map((isbn) => (
          <li key={isbn} className={css.deferred}>
            <span className={css.isbn}>{isbn}</span>
            <LocalLink to={`/sell?q=${isbn}&new=`} className={button.button} aria-label={t('many.later.describeOf', { isbn })}><PencilLine {...glyph} />{t('many.later.describe')}</LocalLink>
            <button type="button" className={cx(button.button, button.icon)} aria-label={t('many.later.removeOf', { isbn })} onClick={() => { forget(isbn); title.current?.focus({ preventScroll: true }); }}><Trash2 {...glyph} /></button>
          </li>
        ))}
      </ul>
    </section>
  );
}

const glyph = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const;
