import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { MessageId } from '@/i18n/messages';
import { Failure, Offline } from './Failure';

interface Props<T> {
  query: Pick<UseQueryResult<T>, 'data' | 'error' | 'fetchStatus' | 'refetch'>;
  loading: ReactNode;
  notFound?: MessageId;
  part?: boolean;
  children: (data: T) => ReactNode;
}

/** Draws the state a query is in: what was loaded before stays on the page even if a later attempt failed. */
export function QueryState<T>({ query, loading, notFound, part = false, children }: Props<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failure error={query.error} retry={() => void query.refetch()} part={part} {...(notFound && { notFound })} />;
  if (query.fetchStatus === 'paused') return <Offline part={part} />;
  return loading;
}
