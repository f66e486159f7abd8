import type { WorkCard } from '@/api/types';
import { Cover } from '@/components/Cover';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { Ribbon } from '@/components/Ribbon';
import { SearchBox } from '@/features/search/SearchBox';
import { searchPath } from '@/features/search/urlState';
import { useI18n } from '@/i18n/useI18n';
import css from './Hero.module.css';

/** Each shows one thing the search understands: a word form, Latin letters, the wrong keyboard layout. */
const EXAMPLES = ['книги лесі українки', 'kobzar shevchenko', 'rj,pfh'];

/** The newest books stand in the window, between spines that are only there for company; without books, the spines alone. */
export function Hero({ books, total }: { books: WorkCard[]; total: number | undefined }) {
  const { t } = useI18n();
  return (
    <section className={css.hero}>
      <div className={css.words}>
        <h1 className={css.title}>{t('app.tagline')}</h1>
        <p className={css.lead}>{total ? t('home.lead', { books: total }) : t('home.lead.plain')}</p>
        <SearchBox large />
        {total !== 0 && (
          <p className={css.try}>
            <span>{t('home.try')}:</span>
            {EXAMPLES.map((q) => (
              <LocalLink key={q} to={searchPath({ q })} className={css.example}>{q}</LocalLink>
            ))}
          </p>
        )}
      </div>
      <div className={css.window}>
        <Spines kinds={['a', 'b']} />
        {total !== 0 && <Standing book={books[0]} className={css.first} />}
        {total !== 0 && <Standing book={books[1]} className={css.second} ribbon />}
        <Spines kinds={['c', 'd', 'e']} />
        {total !== 0 && <Standing book={books[2]} className={css.third} />}
        <Spines kinds={['f']} />
      </div>
    </section>
  );
}

function Standing({ book, className, ribbon = false }: { book: WorkCard | undefined; className: string | undefined; ribbon?: boolean }) {
  return (
    <div className={cx(css.book, className)}>
      {book ? (
        <LocalLink to={`/works/${book.id}`} className={css.link}><Cover book={book} eager /></LocalLink>
      ) : (
        <span className={css.empty} />
      )}
      {ribbon && <Ribbon className={css.ribbon} length={64} />}
    </div>
  );
}

function Spines({ kinds }: { kinds: ('a' | 'b' | 'c' | 'd' | 'e' | 'f')[] }) {
  return kinds.map((kind) => <span key={kind} className={cx(css.spine, css[kind])} aria-hidden="true" />);
}
