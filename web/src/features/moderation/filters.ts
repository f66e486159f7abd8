import { useSearchParams } from 'react-router';
import type { CaseKind } from '@/api/types';

export const KINDS: readonly CaseKind[] = ['reports', 'rule', 'amended', 'appeal'];
export const STATES = ['open', 'decided'] as const;

export interface Filters {
  state: (typeof STATES)[number];
  kind: CaseKind | undefined;
  mine: boolean;
}

/** As the address says; what it says wrongly is left out. */
export function filtersOf(params: URLSearchParams): Filters {
  return {
    state: STATES.find((state) => state === params.get('state')) ?? 'open',
    kind: KINDS.find((kind) => kind === params.get('kind')),
    mine: params.get('mine') === 'true',
  };
}

export function queuePath({ state, kind, mine }: Filters): string {
  const query = new URLSearchParams({ ...(state !== 'open' && { state }), ...(kind && { kind }), ...(mine && { mine: 'true' }) }).toString();
  return query ? `/moderation?${query}` : '/moderation';
}

export const useFilters = (): Filters => filtersOf(useSearchParams()[0]);
