import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ownTitle, type ShelfPage } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import { signInPath } from '@/features/session/next';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { Words } from '@/i18n/Words';
import { OwnShelfPage } from './OwnShelfPage';
import { ProfilePage } from './ProfilePage';
import { SellPage } from './SellPage';

const PAGES = { sell: SellPage, shelf: OwnShelfPage, profile: ProfilePage } satisfies Record<ShelfPage, () => ReactNode>;

/** The pages of those who offer books, and the words that only they say. Who is not signed in is led to the door. */
export function ShelfPages({ page }: { page: ShelfPage }) {
  const { locale, path } = useI18n();
  const { pathname, search, hash } = useLocation();
  const session = useSession();
  useMeta(ownTitle(locale, page));
  if (session.kind === 'anonymous') return <Navigate to={session.left ? path('/') : signInPath(pathname + search + hash)} replace />;
  const Page = PAGES[page];
  return <Words kind="people"><Words kind="shelf"><Page /></Words></Words>;
}
