import { copyQuery, sellerQuery } from '@/features/copies/queries';
import { newestQuery, searchQuery } from '@/features/search/queries';
import { parseFilters } from '@/features/search/urlState';
import { authorQuery, editionQuery, workQuery } from '@/features/works/queries';
import { barePath } from '@/i18n/locale';
import { queryClient } from './queryClient';

/**
 * Asks for the data of the first page while its messages are still on their way. Nothing waits for it and
 * nothing depends on it: a page that is not known here, or a failed request, is met again where it is used.
 */
export function preload({ pathname, search }: Pick<Location, 'pathname' | 'search'>) {
  const [, page = '', id = ''] = barePath(pathname).split('/');
  if (page === '') queryClient.query(newestQuery).catch(ignore);
  else if (page === 'search') queryClient.infiniteQuery(searchQuery(parseFilters(new URLSearchParams(search)))).catch(ignore);
  else if (page === 'works') queryClient.query(workQuery(id)).catch(ignore);
  else if (page === 'editions') queryClient.query(editionQuery(id)).catch(ignore);
  else if (page === 'copies') queryClient.query(copyQuery(id)).catch(ignore);
  else if (page === 'authors') queryClient.infiniteQuery(authorQuery(id)).catch(ignore);
  else if (page === 'sellers') queryClient.infiniteQuery(sellerQuery(id)).catch(ignore);
}

const ignore = () => undefined;
