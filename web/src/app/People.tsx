import { use } from 'react';
import type { OwnPage } from './titles';

type Pages = typeof import('@/pages/people/PeoplePages');
let loaded: Pages | undefined;
let loading: Promise<Pages> | undefined;

/** The pages of one's own are a file of their own, which readers without an account never fetch. */
export function loadPeople(): Promise<Pages> {
  if (loading) return loading;
  loading = import('@/pages/people/PeoplePages').then((module) => (loaded = module));
  loading.catch(() => { loading = undefined; });
  return loading;
}

/** Drawn at once where the file is there already: a page that was served with its heading does not go blank. */
export function People({ page }: { page: OwnPage }) {
  const { PeoplePages } = loaded ?? use(loadPeople());
  return <PeoplePages page={page} />;
}
