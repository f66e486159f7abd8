import { useInfiniteQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useId } from 'react';
import { useNavigate } from 'react-router';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { SelectField } from '@/components/form/Field';
import { LoadMore } from '@/components/LoadMore';
import { LocalLink } from '@/components/LocalLink';
import { Notice } from '@/components/states/Notice';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { type Filters, KINDS, queuePath, STATES, useFilters } from '@/features/moderation/filters';
import { casesQuery } from '@/features/moderation/queries';
import { useI18n } from '@/i18n/useI18n';
import { CaseRow } from './CaseRow';
import css from './Queue.module.css';

/** What waits for a decision, the longest first. */
export function QueuePage({ me }: { me: string }) {
  const { t } = useI18n();
  const filters = useFilters();
  const cases = useInfiniteQuery(casesQuery(filters));
  return (
    <div className={css.page}>
      <div className={css.head}>
        <h1>{t('own.moderation.title')}</h1>
        <button type="button" className={button.button} aria-disabled={cases.isFetching} onClick={() => void cases.refetch()}>
          <RefreshCw size={18} strokeWidth={1.75} aria-hidden="true" />{t('moderation.refresh')}
        </button>
      </div>
      <p className={css.lead}>{t('moderation.lead')}</p>
      <nav className={css.tabs} aria-label={t('moderation.tabs')}>
        {STATES.map((state) => (
          <LocalLink key={state} to={queuePath({ ...filters, state })} className={css.tab} aria-current={filters.state === state ? 'page' : undefined}>{t(`moderation.tab.${state}`)}</LocalLink>
        ))}
      </nav>
      <Narrow filters={filters} />
      <h2 className="visually-hidden">{t('moderation.list')}</h2>
      <QueryState query={cases} loading={<Loading />} part>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? <Empty filters={filters} /> : (
            <>
              <ul role="list" className={css.list}>
                {items.map((item) => <li key={item.id}><CaseRow card={item} me={me} now={cases.dataUpdatedAt} /></li>)}
              </ul>
              <LoadMore query={cases} shown={items.length} each="main article h3 a" />
            </>
          );
        }}
      </QueryState>
    </div>
  );
}

/** The address keeps what is chosen: «back» from a case finds the same list. */
function Narrow({ filters }: { filters: Filters }) {
  const { t, path } = useI18n();
  const navigate = useNavigate();
  const id = useId();
  const go = (change: Partial<Filters>) => void navigate(path(queuePath({ ...filters, ...change })), { replace: true });
  return (
    <div className={css.narrow}>
      <SelectField label={t('moderation.kind')} value={filters.kind ?? ''} onChange={({ target: { value } }) => { go({ kind: KINDS.find((kind) => kind === value) }); }}>
        <option value="">{t('moderation.kind.any')}</option>
        {KINDS.map((kind) => <option key={kind} value={kind}>{t(`moderation.kind.${kind}`)}</option>)}
      </SelectField>
      <label className={css.mine} htmlFor={id}>
        <input id={id} type="checkbox" checked={filters.mine} onChange={({ target: { checked } }) => { go({ mine: checked }); }} />
        {t('moderation.mine')}
      </label>
    </div>
  );
}

function Empty({ filters: { state, kind, mine } }: { filters: Filters }) {
  const { t } = useI18n();
  if (kind || mine) {
    return (
      <Notice title={t('moderation.empty.filtered.title')} text={t('moderation.empty.filtered.text')}>
        <LocalLink to={queuePath({ state, kind: undefined, mine: false })} className={cx(button.button, button.primary)}>{t('moderation.empty.clear')}</LocalLink>
      </Notice>
    );
  }
  return <Notice title={t(`moderation.empty.${state}.title`)} text={t(`moderation.empty.${state}.text`)} />;
}
