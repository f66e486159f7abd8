import { useQuery } from '@tanstack/react-query';
import { ArrowRight, HeartOff, SlidersHorizontal } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Wish, WishBody } from '@/api/types';
import button from '@/components/Button.module.css';
import { Cover } from '@/components/Cover';
import { LocalLink } from '@/components/LocalLink';
import { bodyOf, cheapest, termsOf } from '@/features/wishes/terms';
import { WishForm } from '@/features/wishes/WishForm';
import { editionName } from '@/features/works/editionName';
import { workQuery } from '@/features/works/queries';
import { type I18n, useI18n } from '@/i18n/useI18n';
import css from './WishRow.module.css';

export const titleOf = (t: I18n['t'], { edition, work }: Wish): string => edition?.title ?? work?.title ?? t('wishes.gone');

/** Where the copies that fit can be seen: the edition's page shows that edition alone. */
const copiesOf = ({ edition, work_id: id }: Wish) => (edition?.isbn13 ? `/editions/${edition.isbn13}#copies` : `/works/${id}#copies`);

interface Props {
  wish: Wish;
  edited: boolean;
  edit: (open: boolean) => void;
  /** Throws what the server refuses. */
  save: (terms: WishBody) => Promise<void>;
  remove: () => void;
}

export function WishRow({ wish, edited, edit, save, remove }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { work, edition, work_id: id, matching } = wish;
  const title = titleOf(t, wish);
  const opener = useRef<HTMLButtonElement>(null);
  // The form goes away with what has the focus in it.
  const close = () => { edit(false); opener.current?.focus(); };
  return (
    <article className={css.row}>
      <div className={css.picture}>{work && <Cover book={work} decorative />}</div>
      <div className={css.words}>
        <h3 className={css.title}>{work ? <LocalLink to={`/works/${id}`} lang={work.language}>{title}</LocalLink> : title}</h3>
        {work && <p className={css.quiet}>{work.authors.map(({ name }) => name).join(', ')}</p>}
        <p className={css.terms}>{conditions(wish, i18n).join(' · ')}</p>
        {work && (matching === 0 ? <p className={css.quiet}>{t('wishes.fit', { n: 0 })}</p> : <Fitting wish={wish} title={title} />)}
      </div>
      <div className={css.actions}>
        {work && (
          <button ref={opener} type="button" className={button.button} aria-expanded={edited} aria-label={t('wishes.editOf', { title })} onClick={() => { edit(!edited); }}>
            <SlidersHorizontal {...glyph} />{t('wishes.edit')}
          </button>
        )}
        <button type="button" className={button.button} aria-label={t('wishes.removeOf', { title })} onClick={remove}><HeartOff {...glyph} />{t('wishes.remove')}</button>
      </div>
      {edited && (
        <Opened>
          <WishForm terms={termsOf(wish)} send={(terms) => save(bodyOf(terms, id, edition?.id))} action={t('wish.save')} cancel={close} />
        </Opened>
      )}
    </article>
  );
}

/** The first field takes the focus: the form stands below the button that opened it. */
function Opened({ children }: { children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { box.current?.querySelector<HTMLElement>('select, input')?.focus(); }, []);
  return <div ref={box} className={css.form}>{children}</div>;
}

function conditions({ edition, worst_grade, price_max, exchange }: Wish, i18n: I18n): string[] {
  const { t, grade, money } = i18n;
  return [
    edition ? t('wishes.onlyEdition', { name: editionName(edition, i18n) }) : t('wishes.anyEdition'),
    worst_grade ? t('wishes.grade', { grade: grade(worst_grade) }) : t('wishes.grade.any'),
    price_max ? t('wishes.price', { price: money(price_max) }) : t('wishes.price.any'),
    ...(exchange ? [t('wishes.exchange')] : []),
  ];
}

/** How many copies fit now, and what the cheapest of them costs. */
function Fitting({ wish, title }: { wish: Wish; title: string }) {
  const { t, money } = useI18n();
  const { data: work } = useQuery(workQuery(wish.work_id));
  const price = work && cheapest(work, wish);
  return (
    <p className={css.fitting}>
      <strong>{t('wishes.fit', { n: wish.matching })}{price && `, ${wish.matching > 1 ? t('price.from', { price: money(price) }) : money(price)}`}</strong>
      <LocalLink to={copiesOf(wish)} className={css.see} aria-label={t('wishes.seeOf', { title })}>
        {t('wishes.see')}<ArrowRight size={18} strokeWidth={1.75} aria-hidden="true" />
      </LocalLink>
    </p>
  );
}

const glyph = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const;
