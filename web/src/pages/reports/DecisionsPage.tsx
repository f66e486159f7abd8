import { useInfiniteQuery } from '@tanstack/react-query';
import button from '@/components/Button.module.css';
import { LoadMore } from '@/components/LoadMore';
import { LocalLink } from '@/components/LocalLink';
import { Notice } from '@/components/states/Notice';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { decisionsQuery } from '@/features/reports/queries';
import { useI18n } from '@/i18n/useI18n';
import { Statement } from './Statement';
import css from './Reports.module.css';

/** What moderators decided about oneself and one's copies. */
export function DecisionsPage() {
  const { t } = useI18n();
  const decisions = useInfiniteQuery(decisionsQuery);
  return (
    <div className={css.page}>
      <h1>{t('own.decisions.title')}</h1>
      <p className={css.lead}>{t('decisions.lead')}</p>
      <h2 className="visually-hidden">{t('decisions.list')}</h2>
      <QueryState query={decisions} loading={<Loading />} part>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <Notice title={t('decisions.empty.title')} text={t('decisions.empty.text')}>
              <LocalLink to="/shelf" className={button.button}>{t('nav.shelf')}</LocalLink>
            </Notice>
          ) : (
            <>
              <ul role="list" className={css.list}>
                {items.map((decision) => <li key={decision.id}><Statement decision={decision} /></li>)}
              </ul>
              <LoadMore query={decisions} shown={items.length} each="main article h3" />
            </>
          );
        }}
      </QueryState>
    </div>
  );
}
