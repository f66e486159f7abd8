import { useQuery } from '@tanstack/react-query';
import { MapPin } from 'lucide-react';
import { useState } from 'react';
import type { FacetValue } from '@/api/types';
import { BookCard } from '@/components/BookCard';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { SectionHead } from '@/components/SectionHead';
import { Failure } from '@/components/states/Failure';
import { SkeletonCard } from '@/components/states/Skeleton';
import { shelfQuery } from '@/features/search/queries';
import { noFilters, searchPath } from '@/features/search/urlState';
import { useI18n } from '@/i18n/useI18n';
import { forgetTown, rememberTown, storedTown, type Town } from './town';
import { Row } from './ShelfRow';
import css from './NearYou.module.css';

/** Books of the reader's town. The town is chosen here and kept on the device only. */
export function NearYou({ places }: { places: FacetValue[] | undefined }) {
  const { t, place } = useI18n();
  const [town, setTown] = useState(storedTown);
  const choose = (next: Town | undefined) => {
    if (next) rememberTown(next);
    else forgetTown();
    setTown(next);
  };
  if (!town && places?.length === 0) return null;
  return (
    <section aria-labelledby="near" className={css.near}>
      <SectionHead
        id="near"
        title={town ? t('home.near.in', { place: place(town.name) }) : t('home.near')}
        more={town && { to: searchPath({ place: [town.code] }), label: t('home.near.all', { place: place(town.name) }) }}
      />
      {town ? <TownShelf town={town} change={() => { choose(undefined); }} /> : <TownChoice places={places} choose={choose} />}
    </section>
  );
}

function TownChoice({ places, choose }: { places: FacetValue[] | undefined; choose: (town: Town) => void }) {
  const { t, place, number } = useI18n();
  return (
    <>
      <p className={css.hint}>{t('home.near.choose')}</p>
      <ul className={css.towns}>
        {places?.slice(0, 14).map(({ value, label, count }) => (
          <li key={value}>
            <button type="button" className={cx(button.button, css.town)} onClick={() => { choose({ code: value, name: label ?? value }); }}>
              <MapPin size={18} strokeWidth={1.75} aria-hidden="true" />
              {place(label ?? value)}
              <span className={css.count}>{number(count)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function TownShelf({ town, change }: { town: Town; change: () => void }) {
  const { t, place } = useI18n();
  const shelf = useQuery(shelfQuery({ ...noFilters, place: [town.code] }, 12));
  return (
    <>
      {shelf.isError && !shelf.data ? (
        <Failure part error={shelf.error} retry={() => void shelf.refetch()} />
      ) : shelf.data?.items.length === 0 ? (
        <p className={css.hint}>{t('home.near.empty')}</p>
      ) : (
        <Row name={place(town.name)}>
          {shelf.data
            ? shelf.data.items.map((work) => <li key={work.id}><BookCard work={work} /></li>)
            : Array.from({ length: 6 }, (_, i) => <li key={i}><SkeletonCard /></li>)}
        </Row>
      )}
      <button type="button" className={cx(button.button, button.quiet, css.change)} onClick={change}>
        <MapPin size={18} strokeWidth={1.75} aria-hidden="true" />
        {t('home.near.change')}
      </button>
    </>
  );
}
