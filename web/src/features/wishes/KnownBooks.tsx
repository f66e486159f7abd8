import { useQuery } from '@tanstack/react-query';
import { LocalLink } from '@/components/LocalLink';
import { shelfQuery } from '@/features/search/queries';
import { type Filters, withoutFilters } from '@/features/search/urlState';
import { Cover } from '@/components/Cover';
import { bylineOf, yearsOf } from '@/components/byline';
import { useI18n } from '@/i18n/useI18n';
import css from './KnownBooks.module.css';
import { WithWords } from './WithWords';

/** Where filters leave nothing: the books that were asked for may be known, and then one can wait for them. */
export default function KnownBooks({ filters }: { filters: Filters }) {
  return <WithWords><Books filters={filters} /></WithWords>;
}

function Books({ filters }: { filters: Filters }) {
  const { t } = useI18n();
  const { data } = useQuery(shelfQuery(withoutFilters(filters), 3));
  if (!data || data.items.length === 0) return null;
  return (
    <section aria-labelledby="known" className={css.known}>
      <h3 id="known">{t('wish.known.title')}</h3>
      <p className={css.text}>{t('wish.known.text')}</p>
      <ul role="list" className={css.list}>
        {data.items.map((work) => (
          <li key={work.id} className={css.book}>
            <Cover book={work} decorative className={css.cover} />
            <span className={css.words}>
              <span className={css.title} lang={work.language}>{work.title}</span>
              <span className={css.text}>{bylineOf({ ...work, year: yearsOf(work) })}</span>
              <LocalLink to={`/works/${work.id}#wish`} className={css.link} aria-label={t('wish.known.wait', { title: work.title })}>{t('wish.want')}</LocalLink>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
