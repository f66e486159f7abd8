import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { workTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import type { Work } from '@/api/types';
import button from '@/components/Button.module.css';
import { Cover } from '@/components/Cover';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonPage } from '@/components/states/Skeleton';
import { searchPath } from '@/features/search/urlState';
import { WishCard } from '@/features/wishes/WishCard';
import { useI18n } from '@/i18n/useI18n';
import { CopyList } from './CopyList';
import { EditionChips } from './EditionChips';
import { EditionFacts } from './EditionFacts';
import { MoreBooks } from './MoreBooks';
import { PriceBar } from './PriceBar';
import { workQuery } from './queries';
import css from './WorkView.module.css';

/** The book page; `edition` chooses one edition from the start. */
export function WorkView({ id, edition, title }: { id: string; edition?: string; title?: string }) {
  const { locale } = useI18n();
  const work = useQuery(workQuery(id));
  useMeta(title ?? (work.data && workTitle(locale, work.data)));
  return (
    <QueryState query={work} loading={<SkeletonPage />} notFound="state.notFound.work">
      {(data) => <Book work={data} edition={edition} />}
    </QueryState>
  );
}

function Book({ work, edition }: { work: Work; edition: string | undefined }) {
  const { t } = useI18n();
  const [chosen, setChosen] = useState(edition);
  const copies = chosen === undefined ? work.copies : work.copies.filter((copy) => copy.edition_id === chosen);
  const shown = work.editions.find((candidate) => candidate.id === chosen) ?? (work.editions.length === 1 ? work.editions[0] : undefined);
  return (
    <div className={css.page}>
      <div className={css.book}>
        <div className={css.stand}>
          <Cover book={work} eager className={css.cover} />
          <div className={css.board} />
        </div>
        <Heading work={work} />
        <div className={css.words}>
          <Summary work={work} />
          {work.editions.length > 1 && <EditionChips work={work} chosen={chosen} choose={setChosen} />}
          {shown && <EditionFacts edition={shown} />}
        </div>
      </div>
      <section id="copies" aria-labelledby="copies-title" className={css.copies}>
        <h2 id="copies-title">
          {work.copies_total > 1 ? t('work.copies.compare') : t('work.copies')}
        </h2>
        <CopyList work={work} copies={copies} ofOneEdition={chosen !== undefined} />
        <WishCard work={work} edition={shown?.id} />
      </section>
      <MoreBooks work={work} />
    </div>
  );
}

function Heading({ work }: { work: Work }) {
  const { t, genre, language } = useI18n();
  return (
    <div className={css.heading}>
      <h1 className={css.title} lang={work.languages[0]}>{work.title}</h1>
      {work.volume && <p className={css.volume}>{work.volume}</p>}
      <p className={css.authors}>
        {work.authors.length === 0
          ? t('work.author.unknown')
          : work.authors.map((author, i) => (
              <span key={author.id}>
                {i > 0 && ', '}
                <LocalLink to={`/authors/${author.id}`}>{author.name}</LocalLink>
              </span>
            ))}
      </p>
      <ul className={css.facts}>
        <li><LocalLink to={searchPath({ genre: [work.genre] })} className={css.fact}>{genre(work.genre)}</LocalLink></li>
        {work.languages.map((tag) => <li key={tag}>{language(tag)}</li>)}
        <li>{work.year === undefined ? t('year.unknown') : t('work.firstYear', { year: String(work.year) })}</li>
      </ul>
      {work.genre_note && <p className={css.note} lang="uk">{t('work.note', { note: work.genre_note })}</p>}
    </div>
  );
}

function Summary({ work }: { work: Work }) {
  const { t, money } = useI18n();
  const box = useRef<HTMLDivElement>(null);
  const cheapest = work.copies.find((copy) => copy.price)?.price;
  const places = new Set(work.copies.map((copy) => copy.place.code)).size;
  if (work.copies_total === 0) return <p className={css.none}>{t('copy.none')}</p>;
  const price = cheapest ? (work.copies_total > 1 ? t('price.from', { price: money(cheapest) }) : money(cheapest)) : t('price.none');
  return (
    <div ref={box} className={css.summary}>
      <p>
        <span className={css.price}>{price}</span>
        <span className={css.count}>
          {t('copy.count', { n: work.copies_total })} {work.copies_total === work.copies.length && t('copy.inPlaces', { n: places })}
        </span>
      </p>
      <a href="#copies" className={cx(button.button, button.primary, css.jump)}>{t('work.toCopies')}</a>
      <PriceBar price={price} summary={box} />
    </div>
  );
}
