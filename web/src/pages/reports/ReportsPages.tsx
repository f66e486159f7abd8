import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import { ownTitle, type ReportPage } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import { WithWords } from '@/features/reports/WithWords';
import { signInPath } from '@/features/session/next';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { DecisionsPage } from './DecisionsPage';
import { OwnReportsPage } from './OwnReportsPage';

const PAGES = { reports: OwnReportsPage, decisions: DecisionsPage } satisfies Record<ReportPage, () => ReactNode>;

/** The pages of those who report something, or are reported. Who is not signed in is led to the door. */
export function ReportsPages({ page }: { page: ReportPage }) {
  const { locale, path } = useI18n();
  const { pathname, search, hash } = useLocation();
  const session = useSession();
  useMeta(ownTitle(locale, page));
  if (session.kind === 'anonymous') return <Navigate to={session.left ? path('/') : signInPath(pathname + search + hash)} replace />;
  const Page = PAGES[page];
  return <WithWords><Page /></WithWords>;
}
