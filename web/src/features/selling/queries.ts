import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, ApiError, body } from '@/api/client';
import type { CopyStatus, Profile } from '@/api/types';
import { own } from '@/features/session/own';

// All that is asked in the reader's name begins with «me»: it is forgotten when the session ends.

/** Null before the first copy: nobody has said yet how readers may call them. */
export const profileQuery = queryOptions({
  queryKey: ['me', 'profile'],
  queryFn: async ({ signal }): Promise<Profile | null> => {
    try {
      return await body(own.GET('/api/v1/me/profile', { signal }));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'profile_missing') return null;
      throw error;
    }
  },
});

export const draftsQuery = queryOptions({
  queryKey: ['me', 'drafts'],
  queryFn: ({ signal }) => body(own.GET('/api/v1/me/drafts', { signal })),
  staleTime: 0,
});

/** A draft is written by its form alone: an answer that comes later must not overwrite what was typed meanwhile. */
export const draftQuery = (id: string) =>
  queryOptions({
    queryKey: ['me', 'draft', id],
    queryFn: ({ signal }) => body(own.GET('/api/v1/me/drafts/{id}', { params: { path: { id } }, signal })),
    staleTime: Infinity,
    gcTime: 0,
  });

export const ownCopiesQuery = (status: CopyStatus) =>
  infiniteQueryOptions({
    queryKey: ['me', 'copies', status],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      body(own.GET('/api/v1/me/copies', { params: { query: { status, ...(pageParam && { cursor: pageParam }) } }, signal })),
    getNextPageParam: (last) => last.next_cursor,
    staleTime: 0,
  });

export const ownCopyQuery = (id: string) =>
  queryOptions({
    queryKey: ['me', 'copy', id],
    queryFn: ({ signal }) => body(own.GET('/api/v1/me/copies/{id}', { params: { path: { id } }, signal })),
  });

/** Of a copy or a draft. */
export const photosQuery = (id: string) =>
  queryOptions({
    queryKey: ['me', 'photos', id],
    queryFn: ({ signal }) => body(own.GET('/api/v1/me/copies/{id}/photos', { params: { path: { id } }, signal })),
    staleTime: Infinity,
    gcTime: 0,
  });

export const pricesQuery = (work: string | undefined) =>
  queryOptions({
    queryKey: ['prices', work],
    queryFn: ({ signal }) => body(api.GET('/api/v1/works/{id}/prices', { params: { path: { id: work ?? '' } }, signal })),
    enabled: work !== undefined,
  });

export const placesQuery = (q: string) =>
  queryOptions({
    queryKey: ['places', q],
    queryFn: ({ signal }) => body(api.GET('/api/v1/places', { params: { query: { q, limit: 8 } }, signal })),
    enabled: q.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  });

/** Works by title, for whoever looks for the edition in their hands. */
export const titlesQuery = (q: string) =>
  queryOptions({
    queryKey: ['titles', q],
    queryFn: ({ signal }) => body(api.GET('/api/v1/search', { params: { query: { q, limit: 8 } }, signal })),
    enabled: q !== '',
  });
