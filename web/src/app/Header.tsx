import { Languages } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Link, NavLink, useLocation } from 'react-router';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { Logo } from '@/components/Logo';
import { SearchBox } from '@/features/search/SearchBox';
import { AccountLink } from '@/features/session/AccountLink';
import { useSession } from '@/features/session/store';
import { ThemeToggle } from '@/features/theme/ThemeToggle';
import { barePath, localPath } from '@/i18n/locale';
import { useI18n } from '@/i18n/useI18n';
import css from './Header.module.css';

// Fetched only for those who have use for it.
const WishesLink = lazy(() => import('@/features/wishes/WishesLink'));

/** On the home page the search stands in the page itself, larger. */
export function Header({ withSearch }: { withSearch: boolean }) {
  const { t, path } = useI18n();
  const signedIn = useSession().kind === 'signed_in';
  return (
    <header className={css.header}>
      <div className={css.row}>
        <Logo />
        <nav className={css.nav} aria-label={t('nav.main')}>
          <NavLink to={path('/')} end className={css.link}>{t('nav.shelves')}</NavLink>
          <NavLink to={path('/about')} className={css.link}>{t('nav.about')}</NavLink>
          <NavLink to={path('/sell')} className={css.link}>{t('nav.sell')}</NavLink>
        </nav>
        {withSearch && <div className={css.search}><SearchBox /></div>}
        <div className={css.tools}>
          {signedIn && <Suspense fallback={null}><WishesLink /></Suspense>}
          <ThemeToggle />
          <LanguageSwitch />
          <AccountLink />
        </div>
      </div>
    </header>
  );
}

function LanguageSwitch() {
  const { locale, t } = useI18n();
  const { pathname, search, hash } = useLocation();
  const other = locale === 'uk' ? 'en' : 'uk';
  return (
    <Link
      to={localPath(other, barePath(pathname)) + search + hash}
      className={cx(button.button, button.quiet, css.language)}
      hrefLang={other}
      lang={other}
      aria-label={t('nav.language')}
    >
      <Languages size={20} strokeWidth={1.75} aria-hidden="true" />
      <span className={css.languageName}>{t('nav.language')}</span>
    </Link>
  );
}
