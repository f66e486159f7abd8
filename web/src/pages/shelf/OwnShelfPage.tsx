import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { CirclePause, Plus } from 'lucide-react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { body } from '@/api/client';
import type { Profile } from '@/api/types';
import { queryClient } from '@/app/queryClient';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { words } from '@/features/selling/problems';
import { ownCopiesQuery, profileQuery } from '@/features/selling/queries';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { DraftList } from './own/DraftList';
import { EditCopy } from './own/EditCopy';
import { CopyLists } from './own/CopyLists';
import css from './OwnShelfPage.module.css';

const TABS = ['on', 'hidden', 'drafts', 'reserved', 'sold', 'withdrawn'] as const;
type Tab = (typeof TABS)[number];

/** Everything one offers, whatever became of it. */
export function OwnShelfPage() {
  const { t } = useI18n();
  const [params] = useSearchParams();
  const tab: Tab = TABS.find((name) => name === params.get('tab')) ?? 'on';
  const edited = params.get('edit');
  const profile = useQuery(profileQuery);
  const hidden = useInfiniteQuery(ownCopiesQuery('hidden'));
  // Most people never have any.
  const tabs = TABS.filter((name) => name !== 'hidden' || tab === 'hidden' || hidden.data?.pages.some(({ items }) => items.length > 0));
  if (edited) return <EditCopy key={edited} id={edited} />;
  return (
    <div className={css.page}>
      <div className={css.head}>
        <h1>{t('own.shelf.title')}</h1>
        <LocalLink to="/sell" className={cx(button.button, button.primary)}>
          <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
          {t('own.sell.title')}
        </LocalLink>
      </div>
      {profile.data && <Pause profile={profile.data} />}
      <nav className={css.tabs} aria-label={t('shelf.tabs')}>
        {tabs.map((name) => (
          <LocalLink key={name} to={name === 'on' ? '/shelf' : `/shelf?tab=${name}`} className={css.tab} aria-current={tab === name ? 'page' : undefined}>
            {t(`shelf.tab.${name}`)}
          </LocalLink>
        ))}
      </nav>
      <h2 className="visually-hidden">{t(`shelf.tab.${tab}`)}</h2>
      {tab === 'drafts' ? <DraftList /> : <CopyLists key={tab} tab={tab} />}
    </div>
  );
}

/** Away for a while: nothing of the shelf is on offer. */
function Pause({ profile }: { profile: Profile }) {
  const { t } = useI18n();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const change = async () => {
    if (busy) return;
    setBusy(true);
    setFailed(undefined);
    try {
      const now = await body(profile.paused ? own.DELETE('/api/v1/me/pause') : own.PUT('/api/v1/me/pause'));
      queryClient.setQueryData(profileQuery.queryKey, now);
      await queryClient.invalidateQueries({ queryKey: ['me', 'copies'] });
    } catch (error) {
      setFailed(words.all(t, error));
    }
    setBusy(false);
  };
  return (
    <div className={css.pause}>
      <div role="status" className={css.status}>
        {profile.paused && (
          <p className={css.banner}>
            <CirclePause size={22} strokeWidth={1.75} aria-hidden="true" />
            <span><strong>{t('shelf.paused.title')}</strong> {t('shelf.paused.text')}</span>
          </p>
        )}
      </div>
      {/* One button, so that the focus stays on it whatever it says. */}
      <button type="button" className={cx(button.button, profile.paused && button.primary)} aria-disabled={busy} onClick={() => void change()}>
        {t(profile.paused ? 'shelf.resume' : 'shelf.pause')}
      </button>
      {!profile.paused && <p className={css.quiet}>{t('shelf.pause.hint')}</p>}
      <p role="alert" className={css.failed}>{failed}</p>
    </div>
  );
}
