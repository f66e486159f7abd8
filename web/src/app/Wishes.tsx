import { use } from 'react';
import type { WishPage } from './titles';

type Pages = typeof import('@/pages/wishes/WishesPages');
let loaded: Pages | undefined;
let loading: Promise<Pages> | undefined;

/** The pages of those who wait for books are a file of their own, which nobody else fetches. */
export function loadWishes(): Promise<Pages> {
  if (loading) return loading;
  loading = import('@/pages/wishes/WishesPages').then((module) => (loaded = module));
  loading.catch(() => { loading = undefined; });
  return loading;
}

/** Drawn at once where the file is there already: a page that was served with its heading does not go blank. */
export function Wishes({ page }: { page: WishPage }) {
  const { WishesPages } = loaded ?? use(loadWishes());
  return <WishesPages page={page} />;
}
