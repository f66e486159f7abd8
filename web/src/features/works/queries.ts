import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';

export const workQuery = (id: string) =>
  queryOptions({
    queryKey: ['work', id],
    queryFn: ({ signal }) => body(api.GET('/api/v1/works/{id}', { params: { path: { id } }, signal })),
  });

export const editionQuery = (isbn: string) =>
  queryOptions({
    queryKey: ['edition', isbn],
    queryFn: ({ signal }) => body(api.GET('/api/v1/editions/{isbn}', { params: { path: { isbn } }, signal })),
  });

export const authorQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['author', id],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      body(api.GET('/api/v1/authors/{id}', { params: { path: { id }, ...(pageParam && { query: { cursor: pageParam } }) }, signal })),
    getNextPageParam: (last) => last.next_cursor,
  });
