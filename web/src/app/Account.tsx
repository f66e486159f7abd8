import { use } from 'react';

type Pages = typeof import('@/pages/people/account/AccountPages');
let loaded: Pages | undefined;
let loading: Promise<Pages> | undefined;

/** The page of one's account is a file of its own: what stands behind the door is not fetched at the door. */
export function loadAccount(): Promise<Pages> {
  if (loading) return loading;
  loading = import('@/pages/people/account/AccountPages').then((module) => (loaded = module));
  loading.catch(() => { loading = undefined; });
  return loading;
}

/** Drawn at once where the file is there already: a page that was served with its heading does not go blank. */
export function Account() {
  const { AccountPages } = loaded ?? use(loadAccount());
  return <AccountPages />;
}
