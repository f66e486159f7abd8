import { Suspense, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Loading } from '@/components/states/Skeleton';
import { useOnline } from '@/components/useOnline';
import { barePath } from '@/i18n/locale';
import { useI18n } from '@/i18n/useI18n';
import { BottomBar } from './BottomBar';
import { ErrorBoundary } from './ErrorBoundary';
import { Footer } from './Footer';
import { Header } from './Header';
import { useNavigationEffects } from './navigation';
import css from './Layout.module.css';

export function Layout() {
  const { t } = useI18n();
  const main = useRef<HTMLElement>(null);
  const online = useOnline();
  const { pathname } = useLocation();
  const home = barePath(pathname) === '/';
  useNavigationEffects(main);
  return (
    <div className={css.page}>
      <a className={css.skip} href="#main">{t('a11y.skip')}</a>
      <Header withSearch={!home} />
      <div role="status" className={css.status}>
        {!online && <p className={css.offline}>{t('state.offline.banner')}</p>}
      </div>
      <main id="main" ref={main} tabIndex={-1} className={css.main}>
        <ErrorBoundary key={pathname}>
          <Suspense fallback={<Loading />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
      <Footer />
      <BottomBar />
    </div>
  );
}
