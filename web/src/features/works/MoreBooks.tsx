import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Work, WorkCard } from '@/api/types';
import { BookCard } from '@/components/BookCard';
import { SectionHead } from '@/components/SectionHead';
import { useVisible } from '@/components/useVisible';
import { shelfQuery } from '@/features/search/queries';
import { noFilters, searchPath } from '@/features/search/urlState';
import { Row } from '@/features/shelves/ShelfRow';
import { useI18n } from '@/i18n/useI18n';
import { authorQuery } from './queries';

/** Where to go on from a book: its author, then its genre. Asked for only when one has scrolled this far. */
export function MoreBooks({ work }: { work: Work }) {
  const { t, genre } = useI18n();
  const place = useRef<HTMLDivElement>(null);
  const near = useVisible(place);
  const [author] = work.authors;
  const byAuthor = useInfiniteQuery({ ...authorQuery(author?.id ?? ''), enabled: near && author !== undefined });
  const sameGenre = useQuery({ ...shelfQuery({ ...noFilters, genre: [work.genre] }, 13), enabled: near });
  const others = (books: WorkCard[] | undefined) => (books ?? []).filter(({ id }) => id !== work.id);
  const authors = others(byAuthor.data?.pages[0]?.items);
  const known = new Set(authors.map(({ id }) => id));
  const genres = others(sameGenre.data?.items).filter(({ id }) => !known.has(id));
  return (
    <div ref={place}>
      {author && <Books id="by-author" title={t('work.byAuthor', { name: author.name })} books={authors} to={`/authors/${author.id}`} />}
      <Books id="same-genre" title={t('work.sameGenre', { genre: genre(work.genre) })} books={genres} to={searchPath({ genre: [work.genre] })} />
    </div>
  );
}

function Books({ id, title, books, to }: { id: string; title: string; books: WorkCard[]; to: string }) {
  const { t } = useI18n();
  if (books.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <SectionHead id={id} title={title} more={{ to, label: t('more.all') }} />
      <Row name={title}>
        {books.slice(0, 12).map((book) => <li key={book.id}><BookCard work={book} /></li>)}
      </Row>
    </section>
  );
}
