import { useInfiniteQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { authorTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import { BookCard } from '@/components/BookCard';
import grid from '@/components/Grid.module.css';
import { LoadMore } from '@/components/LoadMore';
import { PageHead } from '@/components/PageHead';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonGrid } from '@/components/states/Skeleton';
import { authorQuery } from '@/features/works/queries';
import { useI18n } from '@/i18n/useI18n';

export default function AuthorPage() {
  const { id = '' } = useParams();
  const { t, locale } = useI18n();
  const author = useInfiniteQuery(authorQuery(id));
  const name = author.data?.pages[0]?.name;
  useMeta(name && authorTitle(locale, name));
  return (
    <QueryState query={author} loading={<SkeletonGrid count={12} />} notFound="state.notFound.author">
      {({ pages }) => {
        const [first] = pages;
        if (!first) return null;
        const works = pages.flatMap((page) => page.items);
        return (
          <>
            {/* How many there are is known once all of them are here. */}
            <PageHead title={first.name} lead={author.hasNextPage ? t('author.many') : t('author.works', { n: works.length })} />
            <h2 className="visually-hidden">{t('list.books')}</h2>
            <ul className={grid.grid}>
              {works.map((work, i) => <li key={work.id}><BookCard work={work} eager={i < 4} /></li>)}
            </ul>
            <LoadMore query={author} shown={works.length} />
          </>
        );
      }}
    </QueryState>
  );
}
