import { queryOptions } from '@tanstack/react-query';
import { api, body } from '@/api/client';

/** How many people wait for a work: anybody may know, nobody learns who. */
export const waitingQuery = (work: string) =>
  queryOptions({
    queryKey: ['waiting', work],
    queryFn: ({ signal }) => body(api.GET('/api/v1/works/{id}/waiting', { params: { path: { id: work } }, signal })),
  });
