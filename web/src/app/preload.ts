import { copyQuery, sellerQuery } from '@/features/copies/queries';
import { newestQuery, searchQuery } from '@/features/search/queries';
import { parseFilters } from '@/features/search/urlState';
import { authorQuery, editionQuery, workQuery } from '@/features/works/queries';
import { barePath } from '@/i18n/locale';
import { parts } from './pageParts';
import { queryClient } from './queryClient';

/**
 * Asks for the code and the data of the first page at once, instead of one after the other. Nothing waits for it and
 * nothing depends on it: a page that is not known here, or a failed request, is met again where it is used.
 */
export function preload({ pathname, search }: Pick<Location, 'pathname' | 'search'>) {
  const [, page = '', id = ''] = barePath(pathname).split('/');
  const name = page === '' ? 'home' : page;
  if (!isPart(name)) return;
  parts[name]().catch(ignore);
  if (name === 'home') queryClient.query(newestQuery).catch(ignore);
  else if (name === 'search') queryClient.infiniteQuery(searchQuery(parseFilters(new URLSearchParams(search)))).catch(ignore);
  else if (name === 'works') queryClient.query(workQuery(id)).catch(ignore);
  else if (name === 'editions') queryClient.query(editionQuery(id)).catch(ignore);
  else if (name === 'copies') queryClient.query(copyQuery(id)).catch(ignore);
  else if (name === 'authors') queryClient.infiniteQuery(authorQuery(id)).catch(ignore);
  else if (name === 'sellers') queryClient.infiniteQuery(sellerQuery(id)).catch(ignore);
}

const ignore = () => undefined;
const isPart = (name: string): name is keyof typeof parts => Object.hasOwn(parts, name);
