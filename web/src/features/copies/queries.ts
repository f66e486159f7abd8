import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';

export const copyQuery = (id: string) =>
  queryOptions({
    queryKey: ['copy', id],
    queryFn: ({ signal }) => body(api.GET('/api/v1/copies/{id}', { params: { path: { id } }, signal })),
  });

export const sellerQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['seller', id],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      body(api.GET('/api/v1/sellers/{id}/copies', { params: { path: { id }, ...(pageParam && { query: { cursor: pageParam } }) }, signal })),
    getNextPageParam: (last) => last.next_cursor,
  });
