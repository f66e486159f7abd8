import { Suspense, useRef } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Loading } from '@/components/states/Skeleton';
import { useOnline } from '@/components/useOnline';
import { barePath } from '@/i18n/locale';
import { ErrorBoundary } from './ErrorBoundary';
import { Frame } from './Frame';
import { useNavigationEffects } from './navigation';

export function Layout() {
  const main = useRef<HTMLElement>(null);
  const online = useOnline();
  const { pathname } = useLocation();
  useNavigationEffects(main);
  return (
    <Frame home={barePath(pathname) === '/'} offline={!online} main={main}>
      <ErrorBoundary key={pathname}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </ErrorBoundary>
    </Frame>
  );
}
