import { use } from 'react';
import type { ReportPage } from './titles';

type Pages = typeof import('@/pages/reports/ReportsPages');
let loaded: Pages | undefined;
let loading: Promise<Pages> | undefined;

/** The pages of those who report something, or are reported, are a file of their own, which nobody else fetches. */
export function loadReports(): Promise<Pages> {
  if (loading) return loading;
  loading = import('@/pages/reports/ReportsPages').then((module) => (loaded = module));
  loading.catch(() => { loading = undefined; });
  return loading;
}

/** Drawn at once where the file is there already: a page that was served with its heading does not go blank. */
export function Reports({ page }: { page: ReportPage }) {
  const { ReportsPages } = loaded ?? use(loadReports());
  return <ReportsPages page={page} />;
}
