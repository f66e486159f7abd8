import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, ApiError, body } from '@/api/client';
import { own } from '@/features/session/own';

// What is asked in the reader's name begins with «me»: it is forgotten when the session ends.

export const reportsQuery = infiniteQueryOptions({
  queryKey: ['me', 'reports'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) =>
    body(own.GET('/api/v1/me/reports', { params: { query: { limit: 24, ...(pageParam && { cursor: pageParam }) } }, signal })),
  getNextPageParam: (last) => last.next_cursor,
  staleTime: 0,
});

/** The newest hundred, for who is about to report something: whether they have done so already. */
export const latestReportsQuery = queryOptions({
  queryKey: ['me', 'reports', 'latest'],
  queryFn: ({ signal }) => body(own.GET('/api/v1/me/reports', { params: { query: { limit: 100 } }, signal })),
  staleTime: 0,
});

export const decisionsQuery = infiniteQueryOptions({
  queryKey: ['me', 'decisions'],
  initialPageParam: '',
  queryFn: ({ pageParam, signal }) =>
    body(own.GET('/api/v1/me/decisions', { params: { query: { limit: 24, ...(pageParam && { cursor: pageParam }) } }, signal })),
  getNextPageParam: (last) => last.next_cursor,
  staleTime: 0,
});

/** Null: it is not, or no longer, there for everybody. */
async function unlessGone<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return null;
    throw error;
  }
}

export const reportedCopyQuery = (id: string) =>
  queryOptions({
    queryKey: ['reported', 'copy', id],
    queryFn: ({ signal }) => unlessGone(body(api.GET('/api/v1/copies/{id}', { params: { path: { id } }, signal }))),
  });

export const reportedPersonQuery = (id: string) =>
  queryOptions({
    queryKey: ['reported', 'person', id],
    queryFn: ({ signal }) => unlessGone(body(api.GET('/api/v1/sellers/{id}/copies', { params: { path: { id }, query: { limit: 1 } }, signal }))),
  });

/** Of one's own, hidden or not. Null: it is gone. */
export const decidedCopyQuery = (id: string) =>
  queryOptions({
    queryKey: ['me', 'copy', id, 'decided'],
    queryFn: ({ signal }) => unlessGone(body(own.GET('/api/v1/me/copies/{id}', { params: { path: { id } }, signal }))),
    staleTime: 0,
  });
