import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';

/** How many people wait for a work: anybody may know, nobody learns who. */
export const waitingQuery = (work: string) =>
  queryOptions({
    queryKey: ['waiting', work],
    // Whoever asks again has just begun or ceased to wait: the browser's copy of the answer is older than that.
    queryFn: ({ signal, client, queryKey }) =>
      body(api.GET('/api/v1/works/{id}/waiting', { params: { path: { id: work } }, signal, ...(client.getQueryData(queryKey) !== undefined && { cache: 'reload' as const }) })),
  });

/** Somebody has begun or ceased to wait. The market counts a moment afterwards, so it is asked now and once more. */
export function countAgain(queries: QueryClient, work: string) {
  const ask = () => void queries.invalidateQueries({ queryKey: waitingQuery(work).queryKey });
  ask();
  setTimeout(ask, 2000);
}
