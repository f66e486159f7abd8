import { LogOut } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import type { Account } from '@/api/types';
import button from '@/components/Button.module.css';
import { LocalLink } from '@/components/LocalLink';
import { Ribbon } from '@/components/Ribbon';
import { problem } from '@/features/account/problems';
import { signOut } from '@/features/session/own';
import { isModerator } from '@/features/session/roles';
import { useI18n } from '@/i18n/useI18n';
import { AuditSection } from './AuditSection';
import { DataSection } from './DataSection';
import { EmailSection } from './EmailSection';
import { PasskeysSection } from './PasskeysSection';
import { PasswordSection } from './PasswordSection';
import { ProfileSection } from './ProfileSection';
import { SessionsSection } from './SessionsSection';
import { Signed } from './Signed';
import { TokensSection } from './TokensSection';
import { TotpSection } from './TotpSection';
import css from './Account.module.css';

export function AccountPage() {
  return <Signed>{(account) => <Sections account={account} />}</Signed>;
}

const SECTIONS = ['profile', 'email', 'password', 'passkeys', 'totp', 'sessions', 'tokens', 'audit', 'data'] as const;

function Sections({ account }: { account: Account }) {
  const { t, date } = useI18n();
  const [failed, setFailed] = useState<string>();
  const { hash } = useLocation();
  // Who follows a link to a section comes before the section is there.
  useEffect(() => {
    const goal = document.getElementById(hash.slice(1));
    goal?.scrollIntoView();
    goal?.focus({ preventScroll: true });
  }, [hash]);
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
          <LocalLink to="/reports" className={button.button}>{t('own.reports.title')}</LocalLink>
          <LocalLink to="/decisions" className={button.button}>{t('own.decisions.title')}</LocalLink>
          {isModerator(account) && <LocalLink to="/moderation" className={button.button}>{t('nav.moderation')}</LocalLink>}
        </p>
      </div>
      <nav className={css.rail} aria-label={t('account.nav')}>
        {SECTIONS.map((section) => <a key={section} href={`#${section}`}>{t(section === 'data' ? 'own.account_data.title' : `account.${section}`)}</a>)}
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
        <DataSection />
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
