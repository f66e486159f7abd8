import type { ReactNode } from 'react';
import type { Photo as PhotoOf, ShelfItem, WorkCard } from '@/api/types';
import { useI18n } from '@/i18n/useI18n';
import { ExchangeBadge, GradeBadge } from './Badge';
import { Cover } from './Cover';
import { Photo } from './Photo';
import { LocalLink } from './LocalLink';
import { bylineOf, yearsOf } from './byline';
import { cx } from './cx';
import css from './BookCard.module.css';

interface Props {
  work: WorkCard;
  to: string;
  eager: boolean;
  year?: string;
  /** What lies on the cover. */
  over?: ReactNode;
  /** Of the copy itself, where there is one. */
  photo?: PhotoOf | undefined;
  children: ReactNode;
}

function Card({ work, to, eager, year, over, photo, children }: Props) {
  return (
    <article className={css.card}>
      <div className={css.front}>
        {photo ? (
          <Photo photo={photo} alt="" sizes="(min-width: 51.25rem) 200px, 45vw" eager={eager} fill className={cx(css.cover, css.photo)} />
        ) : (
          <Cover book={work} eager={eager} decorative className={css.cover} />
        )}
        {over}
      </div>
      <div className={css.text}>
        <h3 className={css.title}>
          <LocalLink to={to} className={css.link} lang={work.language}>{work.title}</LocalLink>
        </h3>
        <p className={css.byline}>{bylineOf({ ...work, year })}</p>
        {children}
      </div>
    </article>
  );
}

interface BookProps {
  work: WorkCard;
  eager?: boolean;
  /** The year of the newest edition alone, where it is what decides the order. */
  newestYear?: boolean;
  over?: ReactNode;
}

/** A work on a shelf: the cheapest price, how many copies there are and where. */
export function BookCard({ work, eager = false, newestYear = false, over }: BookProps) {
  const { t, money, place } = useI18n();
  const { copies, price_min, best_grade, exchange, places } = work.offers;
  return (
    <Card work={work} to={`/works/${work.id}`} eager={eager} year={yearsOf(work, newestYear) ?? t('year.unknown')} over={over}>
      {copies === 0 ? (
        <p className={css.none}>{t('copy.none')}</p>
      ) : (
        <>
          <p className={css.offer}>
            {price_min && (
              <span className={css.price}>{copies > 1 ? t('price.from', { price: money(price_min) }) : money(price_min)}</span>
            )}
            {price_min && best_grade && <GradeBadge grade={best_grade} />}
            {!price_min && (exchange ? <ExchangeBadge only /> : t('price.unknown'))}
          </p>
          <p className={css.where}>
            {copies > 1 && `${t('copy.count', { n: copies })}\u00a0· `}
            {places.slice(0, 2).map(place).join(', ') || t('place.unknown')}
            {places.length > 2 && '…'}
          </p>
          {price_min && exchange && <p className={css.exchange}><ExchangeBadge /></p>}
        </>
      )}
    </Card>
  );
}

/** One copy on its seller's shelf; the year of the work would not be that of the copy's edition. */
export function CopyCard({ item, eager = false }: { item: ShelfItem; eager?: boolean }) {
  const { t, money } = useI18n();
  return (
    <Card work={item.work} to={`/copies/${item.id}`} eager={eager} photo={item.photos[0]}>
      <p className={css.offer}>
        {item.price ? <span className={css.price}>{money(item.price)}</span> : !item.exchange && t('price.unknown')}
        <GradeBadge grade={item.grade} />
      </p>
      {item.exchange && <p className={css.exchange}><ExchangeBadge only={!item.price} /></p>}
    </Card>
  );
}
