import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { body } from '@/api/client';
import { own } from '@/features/session/own';

// All of them begin with «me»: they are forgotten when the session ends.
export const accountQuery = queryOptions({
  queryKey: ['me', 'account'],
  queryFn: ({ signal }) => body(own.GET('/api/v1/me', { signal })),
});

export const sessionsQuery = queryOptions({
  queryKey: ['me', 'sessions'],
  queryFn: ({ signal }) => body(own.GET('/api/v1/me/sessions', { signal })),
  staleTime: 0,
});

export const auditQuery = infiniteQueryOptions({
  queryKey: ['me', 'audit'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) =>
    body(own.GET('/api/v1/me/audit', { params: { query: { limit: 10, ...(pageParam && { cursor: pageParam }) } }, signal })),
  getNextPageParam: (last) => last.next_cursor,
  staleTime: 0,
});
