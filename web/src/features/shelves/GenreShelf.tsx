import type { FacetValue } from '@/api/types';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { SectionHead } from '@/components/SectionHead';
import { searchPath } from '@/features/search/urlState';
import { useI18n } from '@/i18n/useI18n';
import { GENRE_SHELF } from './genres';
import css from './GenreShelf.module.css';

/** Genres as book spines on a shelf. The counts arrive with the newest books. */
export function GenreShelf({ counts }: { counts: FacetValue[] | undefined }) {
  const { t, genre, number } = useI18n();
  const countOf = new Map(counts?.map(({ value, count }) => [value, count]));
  return (
    <section aria-labelledby="genres">
      <SectionHead id="genres" title={t('home.genres')} />
      <ul className={css.shelf}>
        {GENRE_SHELF.map((slug) => {
          const count = countOf.get(slug);
          return (
            <li key={slug} className={cx(css.place, css[slug])}>
              <LocalLink to={searchPath({ genre: [slug] })} className={css.spine}>
                <span className={css.name}>{genre(slug)}</span>
                {count !== undefined && (
                  <>
                    <span className={css.count} aria-hidden="true">{number(count)}</span>
                    <span className="visually-hidden">, {t('home.genre.count', { n: count })}</span>
                  </>
                )}
              </LocalLink>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
