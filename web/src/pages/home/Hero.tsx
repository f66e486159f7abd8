import type { WorkCard } from '@/api/types';
import { Cover } from '@/components/Cover';
import { LocalLink } from '@/components/LocalLink';
import { Ribbon } from '@/components/Ribbon';
import { SearchBox } from '@/features/search/SearchBox';
import { searchPath } from '@/features/search/urlState';
import { useI18n } from '@/i18n/useI18n';
import css from './Hero.module.css';

/** Each shows one thing the search understands: a word form, Latin letters, the wrong keyboard layout. */
const EXAMPLES = ['книги лесі українки', 'kobzar shevchenko', 'rj,pfh'];

export function Hero({ books, total }: { books: WorkCard[]; total: number | undefined }) {
  const { t } = useI18n();
  return (
    <section className={css.hero}>
      <div className={css.words}>
        <h1 className={css.title}>{t('app.tagline')}</h1>
        <p className={css.lead}>{total === undefined ? t('home.lead.plain') : t('home.lead', { books: total })}</p>
        <SearchBox large />
        <p className={css.try}>
          <span>{t('home.try')}:</span>
          {EXAMPLES.map((q) => (
            <LocalLink key={q} to={searchPath({ q })} className={css.example}>{q}</LocalLink>
          ))}
        </p>
      </div>
      <div className={css.window}>
        <ul className={css.books}>
          {Array.from({ length: 5 }, (_, i) => {
            const book = books[i];
            return (
              <li key={i} className={css.book}>
                {book ? (
                  <LocalLink to={`/works/${book.id}`} className={css.link}><Cover book={book} eager /></LocalLink>
                ) : (
                  <span className={css.empty} />
                )}
                {i === 2 && <Ribbon className={css.ribbon} length={64} />}
              </li>
            );
          })}
        </ul>
        <div className={css.board} />
      </div>
    </section>
  );
}
