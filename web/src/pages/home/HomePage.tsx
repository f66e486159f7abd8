import { useQuery } from '@tanstack/react-query';
import { homeTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import { BookCard } from '@/components/BookCard';
import grid from '@/components/Grid.module.css';
import { SectionHead } from '@/components/SectionHead';
import { EmptyMarket } from '@/components/states/EmptyMarket';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonGrid } from '@/components/states/Skeleton';
import { newestQuery } from '@/features/search/queries';
import { GenreShelf } from '@/features/shelves/GenreShelf';
import { NearYou } from '@/features/shelves/NearYou';
import { ShelfRow } from '@/features/shelves/ShelfRow';
import { useI18n } from '@/i18n/useI18n';
import { Hero } from './Hero';
import { WhatItIs } from './WhatItIs';
import css from './HomePage.module.css';

/** The first books stand in the window of the shop; the shelf below continues from there. */
const IN_WINDOW = 3;

export default function HomePage() {
  const { t, locale } = useI18n();
  useMeta(homeTitle(locale));
  const newest = useQuery(newestQuery);
  if (newest.data?.total === 0) {
    return (
      <div className={css.page}>
        <Hero books={[]} total={0} />
        <section aria-labelledby="books">
          <h2 id="books" className="visually-hidden">{t('list.books')}</h2>
          <EmptyMarket />
        </section>
        <WhatItIs />
      </div>
    );
  }
  return (
    <div className={css.page}>
      <Hero books={newest.data?.items.slice(0, IN_WINDOW) ?? []} total={newest.data?.total} />
      <section aria-labelledby="new">
        <SectionHead id="new" title={t('home.new')} more={{ to: '/search?sort=newest', label: t('home.new.all') }} />
        <QueryState query={newest} part loading={<SkeletonGrid count={12} />}>
          {({ items }) => (
            <ul className={grid.grid}>
              {items.slice(IN_WINDOW).map((work) => (
                <li key={work.id}><BookCard work={work} /></li>
              ))}
            </ul>
          )}
        </QueryState>
      </section>
      <GenreShelf counts={newest.data?.facets.genre} />
      <NearYou places={newest.data?.facets.place} />
      <ShelfRow genre="poetry" />
      <WhatItIs />
      <ShelfRow genre="children" />
    </div>
  );
}
