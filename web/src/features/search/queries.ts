import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';
import type { Suggestion } from '@/api/types';
import { type Filters, isTooLong, noFilters, toApi } from './urlState';

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

/** A whole ISBN as one types or copies it: ten or thirteen digits, the last of ten perhaps an X. */
export const isIsbn = (q: string): boolean => /^(97[89])?\d{9}[\dXxХх]$/.test(q.replaceAll(/[\s‐-―-]/g, ''));

export function suggestQuery(q: string) {
  return queryOptions({
    queryKey: ['suggest', q],
    // The server suggests by words; a number it finds. Not an edition by its address: that there is none is no error here.
    queryFn: async ({ signal }) => {
      if (!isIsbn(q)) return body(api.GET('/api/v1/suggest', { params: { query: { q } }, signal }));
      const found = await body(api.GET('/api/v1/search', { params: { query: { q, limit: 1 } }, signal }));
      const items: Suggestion[] = found.items.map(({ id, title, authors: [author] }) => ({ kind: 'work', text: title, work_id: id, ...(author && { author: author.name }) }));
      return { items };
    },
    enabled: q.length > 1 && !isTooLong({ q }),
    placeholderData: keepPreviousData,
    retry: false,
  });
}
