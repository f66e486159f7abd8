import { CircleUser } from 'lucide-react';
import { type ComponentType, useEffect, useState } from 'react';
import { Link, useLocation } from 'react-router';
import type { Account } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useWide } from '@/components/useMediaQuery';
import { useI18n } from '@/i18n/useI18n';
import { signInPath } from './next';
import { useSession } from './store';
import css from './AccountLink.module.css';

/** Where the page of one's own is: for who is not signed in, behind the page of signing in, which leads back. */
export function useAccountPath(): string {
  const { path } = useI18n();
  const { pathname, search, hash } = useLocation();
  const session = useSession();
  if (session.kind !== 'anonymous') return path('/account');
  // The build draws the page for every address.
  return typeof window === 'undefined' ? path('/sign-in') : signInPath(pathname + search + hash);
}

/** In the header of wide pages. A link at first, and where it can be, a menu in the reader's name. */
export function AccountLink() {
  const { t } = useI18n();
  const to = useAccountPath();
  const session = useSession();
  const account = session.kind === 'signed_in' ? session.account : undefined;
  const signedIn = account !== undefined;
  const wide = useWide();
  // Fetched only for those who have use for it.
  const [Menu, setMenu] = useState<ComponentType<{ account: Account }>>();
  useEffect(() => {
    if (signedIn && wide) import('./AccountMenu').then(({ AccountMenu }) => { setMenu(() => AccountMenu); }, () => undefined);
  }, [signedIn, wide]);
  if (Menu && account) return <Menu account={account} />;
  const label = account?.name ?? t(session.kind === 'anonymous' ? 'nav.signIn' : 'nav.profile');
  return (
    <Link to={to} className={cx(button.button, button.quiet, css.link)} aria-label={label}>
      <CircleUser size={20} strokeWidth={1.75} aria-hidden="true" />
      <span className={css.name}>{label}</span>
    </Link>
  );
}
