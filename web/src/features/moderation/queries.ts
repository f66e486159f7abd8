import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { body } from '@/api/client';
import { own } from '@/features/session/own';
import type { Filters } from './filters';

// All of them begin with «me»: they are forgotten when the session ends.

export const casesQuery = ({ state, kind, mine }: Filters) =>
  infiniteQueryOptions({
    queryKey: ['me', 'moderation', 'cases', state, kind, mine],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      body(own.GET('/api/v1/moderation/cases', { params: { query: { state, limit: 12, ...(kind && { kind }), ...(mine && { mine }), ...(pageParam && { cursor: pageParam }) } }, signal })),
    getNextPageParam: (last) => last.next_cursor,
    staleTime: 0,
  });

export const caseQuery = (id: string) =>
  queryOptions({
    queryKey: ['me', 'moderation', 'case', id],
    queryFn: ({ signal }) => body(own.GET('/api/v1/moderation/cases/{id}', { params: { path: { id } }, signal })),
  });
