import { useMemo } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useI18n } from '@/i18n/useI18n';
import { type Filters, parseFilters, searchPath } from './urlState';

/** The filters of the address, and a way to change them; every change is a step of the history. */
export function useFilters(): [Filters, (next: Filters) => void] {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { path } = useI18n();
  const filters = useMemo(() => parseFilters(params), [params]);
  return [filters, (next) => void navigate(path(searchPath(next)))];
}
