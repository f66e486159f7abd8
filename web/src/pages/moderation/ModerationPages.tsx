import { Navigate, useLocation, useParams } from 'react-router';
import { ownTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import type { Account } from '@/api/types';
import button from '@/components/Button.module.css';
import { LocalLink } from '@/components/LocalLink';
import { Notice } from '@/components/states/Notice';
import { Loading } from '@/components/states/Skeleton';
import { WithWords } from '@/features/reports/WithWords';
import { signInPath } from '@/features/session/next';
import { isModerator } from '@/features/session/roles';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { Words } from '@/i18n/Words';
import { CasePage } from './CasePage';
import { QueuePage } from './QueuePage';

/** The pages of moderators. Who is not signed in is led to the door; who is none is told so. */
export function ModerationPages() {
  const { locale, path } = useI18n();
  const { pathname, search, hash } = useLocation();
  const session = useSession();
  useMeta(ownTitle(locale, 'moderation'));
  if (session.kind === 'anonymous') return <Navigate to={session.left ? path('/') : signInPath(pathname + search + hash)} replace />;
  if (session.kind === 'kept') return <Loading />;
  return <WithWords><Words kind="moderation"><Room account={session.account} /></Words></WithWords>;
}

function Room({ account }: { account: Account }) {
  const { t } = useI18n();
  const { id } = useParams();
  if (!isModerator(account)) {
    return (
      <Notice asPage title={t('moderation.others.title')} text={t('moderation.others.text')}>
        <LocalLink to="/reports" className={button.button}>{t('moderation.others.action')}</LocalLink>
        <LocalLink to="/" className={button.button}>{t('state.notFound.home')}</LocalLink>
      </Notice>
    );
  }
  return id === undefined ? <QueuePage me={account.id} /> : <CasePage key={id} id={id} me={account.id} />;
}
