import { useInfiniteQuery } from '@tanstack/react-query';
import { MapPin } from 'lucide-react';
import { useParams } from 'react-router';
import { sellerTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import type { SellerPage as Shelf } from '@/api/types';
import { CopyCard } from '@/components/BookCard';
import button from '@/components/Button.module.css';
import grid from '@/components/Grid.module.css';
import { LoadMore } from '@/components/LoadMore';
import { LocalLink } from '@/components/LocalLink';
import { Notice } from '@/components/states/Notice';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonGrid } from '@/components/states/Skeleton';
import { sellerQuery } from '@/features/copies/queries';
import { ReportButton } from '@/features/reports/ReportButton';
import { useI18n } from '@/i18n/useI18n';
import css from './SellerPage.module.css';

export default function SellerPage() {
  const { id = '' } = useParams();
  const i18n = useI18n();
  const { t } = i18n;
  const shelf = useInfiniteQuery(sellerQuery(id));
  const seller = shelf.data?.pages[0]?.seller;
  useMeta(seller && sellerTitle(i18n, seller));
  return (
    <QueryState query={shelf} loading={<SkeletonGrid count={12} />} notFound="state.notFound.seller">
      {({ pages }) => {
        const [first] = pages;
        if (!first) return null;
        const items = pages.flatMap((page) => page.items);
        return (
          <>
            <Sign seller={first.seller} copies={shelf.hasNextPage ? undefined : items.length} />
            <h2 className="visually-hidden">{t('list.books')}</h2>
            {items.length === 0 ? (
              <Notice title={t('seller.empty')}>
                <LocalLink to="/search" className={button.button}>{t('search.empty.browse')}</LocalLink>
              </Notice>
            ) : (
              <ul className={grid.grid}>
                {items.map((item, i) => <li key={item.id}><CopyCard item={item} eager={i < 4} /></li>)}
              </ul>
            )}
            <LoadMore query={shelf} shown={items.length} />
            {/* Below what the server drew, which must not move. */}
            <div className={css.foot}><ReportButton target={{ kind: 'person', id }} /></div>
          </>
        );
      }}
    </QueryState>
  );
}

function Sign({ seller, copies }: { seller: Shelf['seller']; copies: number | undefined }) {
  const { t, person, town, date } = useI18n();
  return (
    <div className={css.sign}>
      <span className={css.initial} aria-hidden="true">{person(seller.name).charAt(0)}</span>
      <div className={css.words}>
        <p className={css.kind}>{t('seller.shelf')}</p>
        <h1>{person(seller.name)}</h1>
        <p className={css.facts}>
          <MapPin size={18} strokeWidth={1.75} aria-hidden="true" />
          {town(seller.place)} · {t('seller.since', { date: date(seller.since) })}
          {copies !== undefined && ` · ${t('seller.copies', { n: copies })}`}
        </p>
        {seller.about && <p className={css.about} lang="uk">{seller.about}</p>}
        {seller.demo && <p className={css.demo}>{t('seller.demo')}</p>}
      </div>
    </div>
  );
}
