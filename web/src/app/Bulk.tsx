import { use } from 'react';
import type { BulkPage } from './titles';

type Pages = typeof import('@/pages/bulk/BulkPages');
let loaded: Pages | undefined;
let loading: Promise<Pages> | undefined;

/** The pages of those who offer many books at once are a file of their own, which nobody else fetches. */
export function loadBulk(): Promise<Pages> {
  if (loading) return loading;
  loading = import('@/pages/bulk/BulkPages').then((module) => (loaded = module));
  loading.catch(() => { loading = undefined; });
  return loading;
}

/** Drawn at once where the file is there already: a page that was served with its heading does not go blank. */
export function Bulk({ page }: { page: BulkPage }) {
  const { BulkPages } = loaded ?? use(loadBulk());
  return <BulkPages page={page} />;
}
