import { queryOptions } from '@tanstack/react-query';
import { ApiError, body } from '@/api/client';
import type { Export } from '@/api/types';
import { own } from '@/features/session/own';

/** Milliseconds. Only while the page is looked at: a letter tells the others. */
const WHILE_RUNNING = 3000;
/** The addresses of its parts are good for a quarter of an hour: those on the page are always fresh. */
const WHILE_READY = 10 * 60_000;

/** Null: nothing was asked for, or it was removed since. Begins with «me»: it is forgotten when the session ends. */
export const exportQuery = queryOptions({
  queryKey: ['me', 'export'],
  queryFn: async ({ signal }): Promise<Export | null> => {
    try {
      return await body(own.GET('/api/v1/me/export', { signal }));
    } catch (error) {
      if (error instanceof ApiError && error.code === 'export_not_found') return null;
      throw error;
    }
  },
  staleTime: 0,
  refetchInterval: ({ state: { data } }) => (data?.state === 'running' ? WHILE_RUNNING : data?.state === 'ready' && WHILE_READY),
});
