import { use } from 'react';

type Pages = typeof import('@/pages/moderation/ModerationPages');
let loaded: Pages | undefined;
let loading: Promise<Pages> | undefined;

/** The pages of moderators are a file of their own, which nobody else fetches. */
export function loadModeration(): Promise<Pages> {
  if (loading) return loading;
  loading = import('@/pages/moderation/ModerationPages').then((module) => (loaded = module));
  loading.catch(() => { loading = undefined; });
  return loading;
}

/** Drawn at once where the file is there already: a page that was served with its heading does not go blank. */
export function Moderation() {
  const { ModerationPages } = loaded ?? use(loadModeration());
  return <ModerationPages />;
}
