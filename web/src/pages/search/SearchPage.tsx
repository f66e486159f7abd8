import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { searchTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import type { SearchPage as Answer } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import grid from '@/components/Grid.module.css';
import { leaveToHeading } from '@/components/heading';
import { LocalLink } from '@/components/LocalLink';
import { LoadMore } from '@/components/LoadMore';
import { EmptyMarket } from '@/components/states/EmptyMarket';
import { Failure, Offline } from '@/components/states/Failure';
import { Notice } from '@/components/states/Notice';
import { SkeletonGrid } from '@/components/states/Skeleton';
import { useWide } from '@/components/useMediaQuery';
import { ActiveFilters } from '@/features/search/ActiveFilters';
import { FilterPanel } from '@/features/search/FilterPanel';
import { FilterButton } from '@/features/search/FilterButton';
import { searchQuery } from '@/features/search/queries';
import { SortSelect } from '@/features/search/SortSelect';
import { countFilters, type Filters, isTooLong, MOST_ASKED, searchPath, withoutFilters } from '@/features/search/urlState';
import { useFilters } from '@/features/search/useFilters';
import { FoundBook } from '@/features/works/FoundBook';
import { useI18n } from '@/i18n/useI18n';
import { Rewritten } from './Rewritten';
import css from './SearchPage.module.css';

// Fetched only where it may help.
const KnownBooks = lazy(() => import('@/features/wishes/KnownBooks'));

export default function SearchPage() {
  const { t, locale, genre } = useI18n();
  const wide = useWide();
  const [filters, change] = useFilters();
  const search = useInfiniteQuery({ ...searchQuery(filters), enabled: !isTooLong(filters) });
  const [first] = search.data?.pages ?? [];
  const onlyGenre = filters.genre.length === 1 && countFilters(filters) === 1 ? filters.genre[0] : undefined;
  const title = filters.q ? t('search.title.query', { q: filters.q }) : onlyGenre ? genre(onlyGenre) : t('search.title.all');
  useMeta(searchTitle(locale));
  // Filters of a question stay at hand once there were some: whoever takes the last one off is still at work with them.
  const [filtered, setFiltered] = useState<string>();
  if (countFilters(filters) > 0 && filtered !== filters.q) setFiltered(filters.q);

  if (isTooLong(filters)) return <Notice asPage title={t('search.tooLong.title')} text={t('search.tooLong.text', { most: MOST_ASKED })} />;
  if (search.error && !first) return <Failure error={search.error} retry={() => void search.refetch()} />;
  if (search.fetchStatus === 'paused' && !first) return <Offline />;
  const stale = search.isPlaceholderData;
  const nothing = first?.total === 0;
  // There is nothing that filters could be chosen for, or taken off.
  const bare = nothing && !stale && countFilters(filters) === 0 && filtered !== filters.q;
  return (
    <div className={css.page}>
      <div className={css.head}>
        <h1 className={css.title}>{title}</h1>
        <p className={nothing ? 'visually-hidden' : css.count} role="status">
          {first && !stale ? t('search.count', { n: first.total }) : '\u00a0'}
        </p>
      </div>
      {first && <Rewritten query={first.query} filters={filters} />}
      <div className={cx(!bare && css.columns)}>
        {wide && !bare && (
          <aside ref={leaveToHeading} className={css.rail} aria-label={t('filter.title')}>
            {first && <FilterPanel key={filters.q} filters={filters} facets={first.facets} pending={stale} change={change} />}
          </aside>
        )}
        <section className={css.results} aria-labelledby="results" aria-busy={stale}>
          <h2 id="results" className="visually-hidden">{t('search.results')}</h2>
          {!bare && <div ref={leaveToHeading} className={css.bar}>
            {!wide && first && <FilterButton filters={filters} facets={first.facets} total={first.total} pending={stale} />}
            {wide && <ActiveFilters filters={filters} facets={first?.facets} change={change} />}
            {!nothing && <SortSelect filters={filters} change={change} />}
          </div>}
          {!wide && <ActiveFilters filters={filters} facets={first?.facets} change={change} />}
          {first && !(nothing && stale) ? (
            <div className={cx(stale && css.stale)}>
              <Results first={first} pages={search.data?.pages ?? []} filters={filters} />
              <LoadMore key={searchPath(filters)} query={search} shown={countItems(search.data?.pages)} total={first.total} />
            </div>
          ) : (
            <SkeletonGrid count={15} narrow />
          )}
        </section>
      </div>
    </div>
  );
}

const countItems = (pages: Answer[] | undefined) => (pages ?? []).reduce((sum, page) => sum + page.items.length, 0);

function Results({ first, pages, filters }: { first: Answer; pages: Answer[]; filters: Filters }) {
  if (first.total === 0) return <div key={searchPath(filters)} ref={leaveToHeading}><Empty filters={filters} /></div>;
  // Where years decide the order, the one that decides stands alone; a filter may have chosen another.
  const newestYear = filters.sort === 'year_desc' && filters.lang.length === 0 && filters.yearMin === undefined && filters.yearMax === undefined;
  return (
    <ul className={cx(grid.grid, grid.narrow)}>
      {pages.flatMap((page) => page.items).map((work, i) => <FoundBook key={work.id} work={work} eager={i < 4} newestYear={newestYear} />)}
    </ul>
  );
}

function Empty({ filters }: { filters: Filters }) {
  const { t } = useI18n();
  const filtered = countFilters(filters) > 0;
  if (!filtered && filters.q === '') return <EmptyMarket />;
  return (
    <>
      <Notice title={t(filtered ? 'search.empty.filters.title' : 'search.empty.query.title')} text={filtered ? t('search.empty.filters') : t('search.empty.query', { q: filters.q })}>
        {filtered && (
          <LocalLink to={searchPath(withoutFilters(filters))} className={cx(button.button, button.primary)}>{t('search.empty.clear')}</LocalLink>
        )}
        <LocalLink to="/search" className={button.button}>{t('search.empty.browse')}</LocalLink>
      </Notice>
      {filtered && filters.q !== '' && <Suspense fallback={null}><KnownBooks filters={filters} /></Suspense>}
    </>
  );
}
