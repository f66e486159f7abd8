import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { type BulkPage, ownTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import { signInPath } from '@/features/session/next';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { Words } from '@/i18n/Words';
import { ManyPage } from './many/ManyPage';
import { StockPage } from './stock/StockPage';

const PAGES = { sell_scan: ManyPage, shelf_import: StockPage } satisfies Record<BulkPage, () => ReactNode>;

/** The pages of those who offer many books at once. Who is not signed in is led to the door. */
export function BulkPages({ page }: { page: BulkPage }) {
  const { locale, path } = useI18n();
  const { pathname, search, hash } = useLocation();
  const session = useSession();
  useMeta(ownTitle(locale, page));
  if (session.kind === 'anonymous') return <Navigate to={session.left ? path('/') : signInPath(pathname + search + hash)} replace />;
  const Page = PAGES[page];
  return <Words kind="people"><Words kind="shelf"><Words kind="bulk"><Page /></Words></Words></Words>;
}
