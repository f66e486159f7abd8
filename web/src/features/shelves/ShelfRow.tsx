import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import type { Genre } from '@/api/vocabulary';
import { BookCard } from '@/components/BookCard';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { SectionHead } from '@/components/SectionHead';
import { SkeletonCard } from '@/components/states/Skeleton';
import { useVisible } from '@/components/useVisible';
import { shelfQuery } from '@/features/search/queries';
import { noFilters, searchPath } from '@/features/search/urlState';
import { useI18n } from '@/i18n/useI18n';
import css from './ShelfRow.module.css';

/** A shelf of one genre. It asks for its books when it comes near the screen; an empty shelf is not shown. */
export function ShelfRow({ genre: slug }: { genre: Genre }) {
  const { t, genre } = useI18n();
  const place = useRef<HTMLElement>(null);
  const near = useVisible(place);
  const shelf = useQuery({ ...shelfQuery({ ...noFilters, genre: [slug] }, 12), enabled: near });
  if (shelf.isError || shelf.data?.items.length === 0) return null;
  const title = genre(slug);
  return (
    <section ref={place} aria-labelledby={`shelf-${slug}`}>
      <SectionHead
        id={`shelf-${slug}`}
        title={title}
        more={{ to: searchPath({ genre: [slug] }), label: t('home.genre.all', { genre: title }) }}
      />
      <Row name={title}>
        {shelf.data
          ? shelf.data.items.map((work) => <li key={work.id}><BookCard work={work} /></li>)
          : Array.from({ length: 6 }, (_, i) => <li key={i}><SkeletonCard /></li>)}
      </Row>
    </section>
  );
}

/** A row that scrolls sideways: by finger, by wheel, by its two buttons, and by moving through the links with Tab. */
export function Row({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useI18n();
  const list = useRef<HTMLUListElement>(null);
  const scroll = (direction: 1 | -1) => list.current?.scrollBy({ left: direction * list.current.clientWidth * 0.85, behavior: 'smooth' });
  return (
    <div className={css.row}>
      <ul ref={list} className={css.list}>{children}</ul>
      <div className={css.buttons}>
        <button type="button" className={cx(button.button, css.turn)} aria-label={t('row.scroll.back', { name })} onClick={() => scroll(-1)}>
          <ChevronLeft size={22} strokeWidth={1.75} aria-hidden="true" />
        </button>
        <button type="button" className={cx(button.button, css.turn)} aria-label={t('row.scroll.on', { name })} onClick={() => scroll(1)}>
          <ChevronRight size={22} strokeWidth={1.75} aria-hidden="true" />
        </button>
      </div>
    </div>
  );
}
