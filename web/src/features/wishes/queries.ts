import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { ApiError, body } from '@/api/client';
import type { GoodreadsImport } from '@/api/types';
import { own } from '@/features/session/own';

// All of them begin with «me»: they are forgotten when the session ends.

export const wishesQuery = infiniteQueryOptions({
  queryKey: ['me', 'wishes'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) =>
    body(own.GET('/api/v1/me/wishes', { params: { query: { limit: 24, ...(pageParam && { cursor: pageParam }) } }, signal })),
  getNextPageParam: (last) => last.next_cursor,
  staleTime: 0,
});

/** The newest hundred, for the page of a book: whether one waits for it already. Older ones are saved anew all the same. */
export const latestWishesQuery = queryOptions({
  queryKey: ['me', 'wishes', 'latest'],
  queryFn: ({ signal }) => body(own.GET('/api/v1/me/wishes', { params: { query: { limit: 100 } }, signal })),
});

export const alertsQuery = infiniteQueryOptions({
  queryKey: ['me', 'alerts'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) =>
    body(own.GET('/api/v1/me/alerts', { params: { query: { limit: 10, ...(pageParam && { cursor: pageParam }) } }, signal })),
  getNextPageParam: (last) => last.next_cursor,
  staleTime: 0,
});

/** How many notices were not read; MOST_COUNTED stands for that or more. */
export const MOST_COUNTED = 100;
export const unreadQuery = queryOptions({
  queryKey: ['me', 'alerts', 'unread'],
  queryFn: async ({ signal }) => (await body(own.GET('/api/v1/me/alerts', { params: { query: { unread: true, limit: MOST_COUNTED } }, signal }))).items.length,
  refetchInterval: 120_000,
});

const EVERY = 2000;

/** Null: nothing was sent, or it was forgotten since. */
export const goodreadsQuery = queryOptions({
  queryKey: ['me', 'goodreads'],
  queryFn: async ({ signal }): Promise<GoodreadsImport | null> => {
    try {
      return await body(own.GET('/api/v1/me/goodreads-import', { signal }));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'goodreads_import_missing') return null;
      throw error;
    }
  },
  staleTime: 0,
  refetchInterval: ({ state: { data } }) => (data?.state === 'applying' ? EVERY : false),
});
