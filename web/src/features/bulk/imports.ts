// A file of stock on its way to the shelf.
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { body } from '@/api/client';
import type { BulkImport, BulkVerdict, NewBulkImport } from '@/api/types';
import { put } from '@/features/selling/upload';
import { own } from '@/features/session/own';

export const MOST_BYTES = 8 * 2 ** 20;
export const FORMATS = ['csv', 'abebooks', 'uiee', 'librarything'] as const;
export const ENCODINGS = ['utf-8', 'windows-1251'] as const;
/** What becomes of rows, in the order in which one looks at them. */
export const VERDICTS = ['offer', 'new_edition', 'duplicate', 'reject'] as const satisfies readonly BulkVerdict[];
export type Shown = (typeof VERDICTS)[number];

export const countOf = ({ counts }: BulkImport, verdict: Shown): number =>
  ({ offer: counts.offers, new_edition: counts.new_editions, duplicate: counts.duplicates, reject: counts.rejects })[verdict];

// All of them begin with «me»: they are forgotten when the session ends.

export const importsQuery = queryOptions({
  queryKey: ['me', 'imports'],
  queryFn: ({ signal }) => body(own.GET('/api/v1/me/imports', { signal })),
  staleTime: 0,
});

const EVERY = 1000;

/** Asked again while the server works on it. */
export const importQuery = (id: string) =>
  queryOptions({
    queryKey: ['me', 'import', id],
    queryFn: ({ signal }) => body(own.GET('/api/v1/me/imports/{id}', { params: { path: { id } }, signal })),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => (data?.state === 'judging' || data?.state === 'applying' ? EVERY : false),
  });

/** What became of them does not change once they are judged. */
export const rowsQuery = (id: string, verdict: Shown | undefined) =>
  infiniteQueryOptions({
    queryKey: ['me', 'import', id, 'rows', verdict],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      body(own.GET('/api/v1/me/imports/{id}/rows', { params: { path: { id }, query: { limit: 50, ...(verdict && { verdict }), ...(pageParam && { cursor: pageParam }) } }, signal })),
    getNextPageParam: (last) => last.next_cursor,
    staleTime: Infinity,
  });

const at = (id: string) => ({ params: { path: { id } } });

/**
 * Sends a file and has it read; its rows are judged then. An import that waits for its file gives way to this one, so
 * that the same may be sent again. `progress`: from 0 to 1.
 */
export async function sendStock(file: File, settings: Omit<NewBulkImport, 'bytes'>, progress: (part: number) => void, signal: AbortSignal): Promise<BulkImport> {
  const { id, upload } = await body(own.POST('/api/v1/me/imports', { body: { ...settings, bytes: file.size }, signal }));
  if (!upload) throw new Error('an import that waits for its file says where it goes');
  await put(upload.url, upload.content_type, file, progress, signal);
  progress(1);
  return body(own.POST('/api/v1/me/imports/{id}/read', { ...at(id), signal }));
}

export const applyImport = (id: string): Promise<BulkImport> => body(own.POST('/api/v1/me/imports/{id}/apply', at(id)));
