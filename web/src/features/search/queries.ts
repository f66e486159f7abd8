import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import { type Filters, noFilters, toApi } from './urlState';

export function searchQuery(filters: Filters) {
  const query = toApi(filters);
  return infiniteQueryOptions({
    queryKey: ['search', query],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      body(api.GET('/api/v1/search', { params: { query: pageParam ? { ...query, cursor: pageParam } : query }, signal })),
    getNextPageParam: (last) => last.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** One short shelf: the first books of a browse. */
export function shelfQuery(filters: Filters, limit: number) {
  const query = { ...toApi(filters), limit };
  return queryOptions({
    queryKey: ['shelf', query],
    queryFn: ({ signal }) => body(api.GET('/api/v1/search', { params: { query }, signal })),
  });
}

/** The books of the home page, with the counts of all shelves. */
export const newestQuery = shelfQuery(noFilters, 15);

export function suggestQuery(q: string) {
  return queryOptions({
    queryKey: ['suggest', q],
    queryFn: ({ signal }) => body(api.GET('/api/v1/suggest', { params: { query: { q } }, signal })),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
