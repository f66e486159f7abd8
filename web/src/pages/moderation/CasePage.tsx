import { useQuery } from '@tanstack/react-query';
import { ArrowDown, ArrowLeft } from 'lucide-react';
import { useState } from 'react';
import type { Case } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonPage } from '@/components/states/Skeleton';
import { subjectOf } from '@/features/moderation/names';
import { caseQuery } from '@/features/moderation/queries';
import { waitSince } from '@/features/moderation/waits';
import { useI18n } from '@/i18n/useI18n';
import { ICONS } from './CaseRow';
import { Appealed, CopyShown, PersonShown, ReportsShown } from './Evidence';
import { History, Others } from './History';
import { Judging } from './Judging';
import queue from './Queue.module.css';
import css from './Case.module.css';

/** One case: what is known of it, and what is decided. */
export function CasePage({ id, me }: { id: string; me: string }) {
  const found = useQuery({ ...caseQuery(id), staleTime: 0 });
  return (
    <QueryState query={found} loading={<SkeletonPage />} notFound="case.missing">
      {(data) => <Sheet data={data} me={me} now={found.dataUpdatedAt} />}
    </QueryState>
  );
}

function Sheet({ data, me, now }: { data: Case; me: string; now: number }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { kind, state, rule_id: rule } = data;
  // What comes in while one looks is marked: it has not been seen.
  const [newest] = useState(data.of_readers[0]?.at ?? '');
  const Icon = ICONS[kind];
  const { unit, n, long } = waitSince(data.opened_at, now);
  return (
    <div className={css.page}>
      <div className={css.head}>
        <LocalLink to="/moderation" className={css.back}><ArrowLeft size={18} strokeWidth={1.75} aria-hidden="true" />{t('moderation.back')}</LocalLink>
        <h1 className={css.title} lang={data.copy?.work.language}>{subjectOf(i18n, data)}</h1>
        <p className={queue.facts}>
          <span className={cx(queue.kind, queue[kind])}><Icon size={16} strokeWidth={1.75} aria-hidden="true" />{t(`case.kind.${kind}`)}</span>
          {state === 'open' && <span className={cx(long && css.long)}>{t(`moderation.waits.${unit}`, { n })}</span>}
          {data.reports > 0 && <span>{t('moderation.reports', { n: data.reports })}</span>}
        </p>
        {rule && <p className={css.said}>{t('case.rule', { id: rule })}</p>}
        {kind === 'amended' && <p className={css.said}>{t('case.amended')}</p>}
        {/* Where the columns are one below the other. */}
        <a href="#decision" className={cx(button.button, css.jump)}><ArrowDown size={18} strokeWidth={1.75} aria-hidden="true" />{t('case.toDecision')}</a>
      </div>
      <div className={css.evidence}>
        {kind === 'appeal' && <Appealed data={data} />}
        {(data.of_readers.length > 0 || kind === 'reports') && <ReportsShown reports={data.of_readers} newest={newest} />}
        {data.copy_id !== undefined && <CopyShown copy={data.copy} />}
        <PersonShown person={data.person} />
        <History data={data} me={me} />
        <Others cases={data.others} />
      </div>
      <Judging data={data} me={me} now={now} />
    </div>
  );
}
