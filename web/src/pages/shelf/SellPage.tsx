import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { heading } from '@/components/heading';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { Notice } from '@/components/states/Notice';
import { SkeletonPage } from '@/components/states/Skeleton';
import { ApiError } from '@/api/client';
import { draftQuery, profileQuery } from '@/features/selling/queries';
import { useI18n } from '@/i18n/useI18n';
import { Describe } from './sell/Describe';
import { FindBook } from './sell/FindBook';
import { Offered } from './sell/Offered';

/** Three steps at one address: which book it is (?q), what state and price it has (?draft), and what next (?offered). */
export function SellPage() {
  const [params] = useSearchParams();
  const draft = params.get('draft');
  const offered = params.get('offered');
  const step = offered ? `offered ${offered}` : draft ? `draft ${draft}` : 'find';
  useStep(step);
  if (offered) return <Offered id={offered} />;
  if (draft) return <Draft key={draft} id={draft} />;
  return <FindBook />;
}

/** Another step is another page to whoever listens: the attention goes to its heading. */
function useStep(step: string) {
  const before = useRef(step);
  useEffect(() => {
    if (before.current === step) return;
    before.current = step;
    window.scrollTo(0, 0);
    const attend = () => { heading()?.focus({ preventScroll: true }); };
    attend();
    const main = document.querySelector('main');
    if (!main) return;
    // The step may still be loading.
    const arrival = new MutationObserver(() => { if (document.activeElement === document.body || document.activeElement === main) attend(); });
    arrival.observe(main, { childList: true, subtree: true });
    const enough = setTimeout(() => { arrival.disconnect(); }, 3000);
    return () => { clearTimeout(enough); arrival.disconnect(); };
  }, [step]);
}

function Draft({ id }: { id: string }) {
  const { t } = useI18n();
  const draft = useQuery(draftQuery(id));
  const profile = useQuery(profileQuery);
  if (draft.error instanceof ApiError && [400, 404].includes(draft.error.status)) {
    return (
      <Notice asPage title={t('problem.draft_not_found')} text={t('sell.draft.gone')}>
        <LocalLink to="/shelf" className={cx(button.button, button.primary)}>{t('sell.toShelf')}</LocalLink>
        <LocalLink to="/sell" className={button.button}>{t('sell.another')}</LocalLink>
      </Notice>
    );
  }
  return (
    <QueryState query={draft} loading={<SkeletonPage />}>
      {(data) => (
        <QueryState query={profile} loading={<SkeletonPage />}>
          {(own) => <Describe draft={data} profile={own} />}
        </QueryState>
      )}
    </QueryState>
  );
}
