import { use } from 'react';
import type { AccountPage } from './titles';

type Pages = typeof import('@/pages/people/account/AccountPages');
let loaded: Pages | undefined;
let loading: Promise<Pages> | undefined;

/** The pages of one's account are a file of their own: what stands behind the door is not fetched at the door. */
export function loadAccount(): Promise<Pages> {
  if (loading) return loading;
  loading = import('@/pages/people/account/AccountPages').then((module) => (loaded = module));
  loading.catch(() => { loading = undefined; });
  return loading;
}

/** Drawn at once where the file is there already: a page that was served with its heading does not go blank. */
export function Account({ page }: { page: AccountPage }) {
  const { AccountPages } = loaded ?? use(loadAccount());
  return <AccountPages page={page} />;
}
