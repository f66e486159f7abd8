import { use } from 'react';
import type { ShelfPage } from './titles';

type Pages = typeof import('@/pages/shelf/ShelfPages');
let loaded: Pages | undefined;
let loading: Promise<Pages> | undefined;

/** The pages of those who offer books are a file of their own, which nobody else fetches. */
export function loadShelf(): Promise<Pages> {
  if (loading) return loading;
  loading = import('@/pages/shelf/ShelfPages').then((module) => (loaded = module));
  loading.catch(() => { loading = undefined; });
  return loading;
}

/** Drawn at once where the file is there already: a page that was served with its heading does not go blank. */
export function Shelf({ page }: { page: ShelfPage }) {
  const { ShelfPages } = loaded ?? use(loadShelf());
  return <ShelfPages page={page} />;
}
