import { CircleUser, Info, Library, Plus, Search } from 'lucide-react';
import { NavLink } from 'react-router';
import { useAccountPath } from '@/features/session/AccountLink';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import css from './BottomBar.module.css';

const items = [
  { to: '/', id: 'nav.shelves', Icon: Library },
  { to: '/search', id: 'nav.search', Icon: Search },
  { to: '/sell', id: 'nav.sell', Icon: Plus },
  { to: '/about', id: 'nav.about', Icon: Info },
] as const;

/** Phone navigation. It lists what exists today, nothing else. */
export function BottomBar() {
  const { t, path } = useI18n();
  const account = useAccountPath();
  const anonymous = useSession().kind === 'anonymous';
  return (
    <nav className={css.bar} aria-label={t('nav.main')}>
      {items.map(({ to, id, Icon }) => (
        <NavLink key={to} to={path(to)} end className={css.item}>
          <Icon size={24} strokeWidth={1.75} aria-hidden="true" />
          {t(id)}
        </NavLink>
      ))}
      <NavLink to={account} end className={css.item}>
        <CircleUser size={24} strokeWidth={1.75} aria-hidden="true" />
        {t(anonymous ? 'nav.signIn' : 'nav.profile')}
      </NavLink>
    </nav>
  );
}
