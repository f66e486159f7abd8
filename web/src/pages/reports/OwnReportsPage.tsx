import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CircleCheck, Clock, Eye } from 'lucide-react';
import type { Report } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { LoadMore } from '@/components/LoadMore';
import { LocalLink } from '@/components/LocalLink';
import { Notice } from '@/components/states/Notice';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { reportedCopyQuery, reportedPersonQuery, reportsQuery } from '@/features/reports/queries';
import { useI18n } from '@/i18n/useI18n';
import css from './Reports.module.css';

/** What one has reported, and what came of it. */
export function OwnReportsPage() {
  const { t } = useI18n();
  const reports = useInfiniteQuery(reportsQuery);
  return (
    <div className={css.page}>
      <h1>{t('own.reports.title')}</h1>
      <p className={css.lead}>{t('reports.lead')}</p>
      <h2 className="visually-hidden">{t('reports.list')}</h2>
      <QueryState query={reports} loading={<Loading />} part>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <Notice title={t('reports.empty.title')} text={t('reports.empty.text')}>
              <LocalLink to="/search" className={button.button}>{t('search.empty.browse')}</LocalLink>
            </Notice>
          ) : (
            <>
              <ul role="list" className={css.list}>
                {items.map((report) => <li key={report.id}><Row report={report} /></li>)}
              </ul>
              <LoadMore query={reports} shown={items.length} each="main article h3" />
            </>
          );
        }}
      </QueryState>
    </div>
  );
}

const ICONS = { pending: Clock, no_action: Eye, action_taken: CircleCheck };

function Row({ report: { copy_id: copy, seller_id: seller, violation, text, at, outcome, decided_at: decided } }: { report: Report }) {
  const { t, date } = useI18n();
  const Icon = ICONS[outcome];
  return (
    <article className={css.card}>
      <h3 className={css.title} tabIndex={-1}>{copy === undefined ? <ReportedPerson id={seller ?? ''} /> : <ReportedCopy id={copy} />}</h3>
      <p className={css.quiet}>{[t(`violation.${violation}`), t('reports.sent', { date: date(at) }), decided && t('reports.decided', { date: date(decided) })].filter(Boolean).join(' · ')}</p>
      {text && <blockquote className={css.said}>{text}</blockquote>}
      <div className={cx(css.outcome, css[outcome])}>
        <Icon size={22} strokeWidth={1.75} aria-hidden="true" />
        <div>
          <p className={css.strong}>{t(`reports.outcome.${outcome}`)}</p>
          <p>{t(`reports.outcome.${outcome}.text`)}</p>
        </div>
      </div>
    </article>
  );
}

function ReportedCopy({ id }: { id: string }) {
  const { t } = useI18n();
  const { data, isPending } = useQuery(reportedCopyQuery(id));
  if (isPending) return t('reports.waiting');
  if (data === null) return t('reports.gone.copy');
  return <LocalLink to={`/copies/${id}`} lang={data?.work.language}>{data?.work.title ?? t('reports.copy')}</LocalLink>;
}

function ReportedPerson({ id }: { id: string }) {
  const { t, person } = useI18n();
  const { data, isPending } = useQuery(reportedPersonQuery(id));
  if (isPending) return t('reports.waiting');
  if (data === null) return t('reports.gone.person');
  return <LocalLink to={`/sellers/${id}`}>{data ? t('reports.person', { name: person(data.seller.name) }) : t('reports.seller')}</LocalLink>;
}
