import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ownTitle, type WishPage } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import { signInPath } from '@/features/session/next';
import { useSession } from '@/features/session/store';
import { WithWords } from '@/features/wishes/WithWords';
import { useI18n } from '@/i18n/useI18n';
import { ImportPage } from './ImportPage';
import { ListPage } from './ListPage';

const PAGES = { wishes: ListPage, wishes_import: ImportPage } satisfies Record<WishPage, () => ReactNode>;

/** The pages of those who wait for books. Who is not signed in is led to the door. */
export function WishesPages({ page }: { page: WishPage }) {
  const { locale, path } = useI18n();
  const { pathname, search, hash } = useLocation();
  const session = useSession();
  useMeta(ownTitle(locale, page));
  if (session.kind === 'anonymous') return <Navigate to={session.left ? path('/') : signInPath(pathname + search + hash)} replace />;
  const Page = PAGES[page];
  return <WithWords><Page /></WithWords>;
}
