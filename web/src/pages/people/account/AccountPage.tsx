import { useQuery } from '@tanstack/react-query';
import { LogOut } from 'lucide-react';
import { useState } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { Account } from '@/api/types';
import button from '@/components/Button.module.css';
import { LocalLink } from '@/components/LocalLink';
import { Ribbon } from '@/components/Ribbon';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonPage } from '@/components/states/Skeleton';
import { problem } from '@/features/account/problems';
import { accountQuery } from '@/features/account/queries';
import { ProofProvider } from '@/features/security/ProofProvider';
import { signInPath } from '@/features/session/next';
import { signOut } from '@/features/session/own';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { AuditSection } from './AuditSection';
import { EmailSection } from './EmailSection';
import { PasskeysSection } from './PasskeysSection';
import { PasswordSection } from './PasswordSection';
import { ProfileSection } from './ProfileSection';
import { SessionsSection } from './SessionsSection';
import { TokensSection } from './TokensSection';
import { TotpSection } from './TotpSection';
import css from './Account.module.css';

export function AccountPage() {
  const { pathname, search, hash } = useLocation();
  const session = useSession();
  const account = useQuery({ ...accountQuery, enabled: session.kind !== 'anonymous' });
  const { path } = useI18n();
  if (session.kind === 'anonymous') return <Navigate to={session.left ? path('/') : signInPath(pathname + search + hash)} replace />;
  return (
    <QueryState query={account} loading={<SkeletonPage />}>
      {(data) => <ProofProvider account={data}><Sections account={data} /></ProofProvider>}
    </QueryState>
  );
}

const SECTIONS = ['profile', 'email', 'password', 'passkeys', 'totp', 'sessions', 'tokens', 'audit'] as const;

function Sections({ account }: { account: Account }) {
  const { t, date } = useI18n();
  const [failed, setFailed] = useState<string>();
  const leave = () => {
    setFailed(undefined);
    signOut().catch((error: unknown) => { setFailed(problem(t, error)); });
  };
  return (
    <div className={css.page}>
      <div className={css.sign}>
        <Ribbon className={css.ribbon} length={40} />
        <h1>{t('own.account.title')}</h1>
        <p className={css.quiet}>{account.email}</p>
        <p className={css.quiet}>{t('account.since', { date: date(account.created_at) })}</p>
        <p className={css.ways}>
          <LocalLink to="/shelf" className={button.button}>{t('nav.shelf')}</LocalLink>
          <LocalLink to="/profile" className={button.button}>{t('nav.sellerProfile')}</LocalLink>
        </p>
      </div>
      <nav className={css.rail} aria-label={t('account.nav')}>
        {SECTIONS.map((section) => <a key={section} href={`#${section}`}>{t(`account.${section}`)}</a>)}
      </nav>
      <div className={css.sections}>
        <ProfileSection account={account} />
        <EmailSection email={account.email} />
        <PasswordSection account={account} />
        <PasskeysSection />
        <TotpSection account={account} />
        <SessionsSection />
        <TokensSection />
        <AuditSection />
        <div className={css.leave}>
          <button type="button" className={button.button} onClick={leave}>
            <LogOut size={20} strokeWidth={1.75} aria-hidden="true" />
            {t('nav.signOut')}
          </button>
          <p className={css.quiet}>{t('account.signOut.lead')}</p>
          <p role="alert" className={css.failed}>{failed}</p>
        </div>
      </div>
    </div>
  );
}
