import { BookHeart, ChevronDown, Download, FileX, LibraryBig, SearchX } from 'lucide-react';
import type { ComponentType, ReactNode } from 'react';
import type { GoodreadsBooks, GoodreadsPreview } from '@/api/types';
import button from '@/components/Button.module.css';
import { LocalLink } from '@/components/LocalLink';
import { tableOf } from '@/features/wishes/goodreads';
import { type I18n, useI18n } from '@/i18n/useI18n';
import css from './ImportPage.module.css';

const REASONS = ['no_title', 'title_too_long', 'unterminated_quote'] as const;
const reasonOf = (t: I18n['t'], slug: string) => t(`import.reject.${REASONS.find((one) => one === slug) ?? 'other'}`);

/** What would become of the file. Nothing is done yet. */
export function Preview({ preview: { wishes, drafts, unmatched, rejects, others } }: { preview: GoodreadsPreview }) {
  const { t } = useI18n();
  return (
    <section aria-labelledby="preview" className={css.section}>
      <h2 id="preview">{t('import.preview')}</h2>
      <Part Icon={BookHeart} title={t('import.wishes', { n: wishes.total })} full={wishes.total > 0}><Books books={wishes} /></Part>
      <Part Icon={LibraryBig} title={t('import.drafts', { n: drafts.total })} full={drafts.total > 0}><Books books={drafts} counted /></Part>
      <Part Icon={SearchX} title={t('import.unmatched', { n: unmatched.total })} full={unmatched.total > 0}>
        <p className={css.quiet}>{t('import.unmatched.text')}</p>
        <button type="button" className={button.button} onClick={() => { save('goodreads-not-found.csv', tableOf(unmatched)); }}>
          <Download size={18} strokeWidth={1.75} aria-hidden="true" />{t('import.download')}
        </button>
        <Books books={unmatched} />
      </Part>
      {rejects.total > 0 && (
        <Part Icon={FileX} title={t('import.rejects', { n: rejects.total })} full>
          <ul className={css.books} role="list">
            {rejects.items.map(({ line, reason }) => <li key={line}>{t('import.reject', { line: String(line), reason: reasonOf(t, reason) })}</li>)}
          </ul>
          <First shown={rejects.items.length} total={rejects.total} />
        </Part>
      )}
      {others > 0 && <p className={css.quiet}>{t('import.others', { n: others })}</p>}
    </section>
  );
}

/** Opens to what it counts. */
function Part({ Icon, title, full, children }: { Icon: ComponentType<{ size: number; strokeWidth: number; 'aria-hidden': true }>; title: string; full: boolean; children: ReactNode }) {
  const icon = <Icon size={22} strokeWidth={1.75} aria-hidden />;
  if (!full) return <p className={css.none}>{icon}{title}</p>;
  return (
    <details className={css.part}>
      <summary className={css.summary}>{icon}<span>{title}</span><ChevronDown className={css.chevron} size={22} strokeWidth={1.75} aria-hidden="true" /></summary>
      <div className={css.inside}>{children}</div>
    </details>
  );
}

function Books({ books: { items, total }, counted = false }: { books: GoodreadsBooks; counted?: boolean }) {
  const { t } = useI18n();
  return (
    <>
      <ul className={css.books} role="list">
        {items.map(({ line, title, author, work_id: work, copies }) => (
          <li key={line}>
            {work ? <LocalLink to={`/works/${work}`} className={css.book}>{title}</LocalLink> : <span className={css.book}>{title}</span>}
            <span className={css.quiet}>{[author, counted && copies > 1 && t('import.copies', { n: copies })].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      <First shown={items.length} total={total} />
    </>
  );
}

function First({ shown, total }: { shown: number; total: number }) {
  const { t, number } = useI18n();
  if (shown >= total) return null;
  return <p className={css.quiet}>{t('import.first', { shown: number(shown), total: number(total) })}</p>;
}

function save(name: string, text: string) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => { URL.revokeObjectURL(url); }, 10_000);
}
