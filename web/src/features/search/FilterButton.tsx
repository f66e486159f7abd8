import { SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Facets } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { countFilters, type Filters, searchPath } from './urlState';
import css from './FilterSheet.module.css';

const FilterSheet = lazy(() => import('./FilterSheet'));

interface Props {
  filters: Filters;
  facets: Facets;
  total: number;
  pending: boolean;
}

interface Step {
  sheet?: boolean;
}

/**
 * Opens the sheet of filters; the sheet is fetched with the first opening. It is one step of the history with all that
 * is chosen in it: «back» closes it, as its buttons do, and the next «back» takes the choice off.
 */
export function FilterButton({ filters, ...answer }: Props) {
  const { t, path } = useI18n();
  const navigate = useNavigate();
  const location = useLocation();
  const { search } = location;
  const [wanted, setWanted] = useState<boolean>();
  // Where the sheet was opened, and what has been chosen in it since.
  const opened = useRef('');
  const chosen = useRef<Filters>(undefined);
  const inSheet = (location.state as Step | null)?.sheet === true;
  const arrived = useRef(false);

  const open = () => {
    opened.current = search;
    chosen.current = undefined;
    arrived.current = false;
    setWanted(true);
    void navigate({ search }, { state: { sheet: true } satisfies Step });
  };
  const change = (next: Filters) => {
    chosen.current = next;
    void navigate(path(searchPath(next)), { replace: true, state: { sheet: true } satisfies Step });
  };
  const close = () => {
    setWanted(false);
    if (search === opened.current) void navigate(-1);
    else void navigate({ search }, { replace: true });
  };
  useEffect(() => {
    if (inSheet) arrived.current = true;
    if (inSheet || !wanted || !arrived.current) return;
    // «Back» has left the sheet.
    setWanted(false);
    if (chosen.current) void navigate(path(searchPath(chosen.current)));
  }, [inSheet, wanted, navigate, path]);

  return (
    <>
      <button type="button" className={cx(button.button, css.trigger)} aria-haspopup="dialog" onClick={open}>
        <SlidersHorizontal size={20} strokeWidth={1.75} aria-hidden="true" />
        {t('filter.open', { n: countFilters(filters) })}
      </button>
      {wanted !== undefined && (
        <Suspense fallback={null}>
          <FilterSheet {...answer} filters={filters} change={change} open={wanted && inSheet} close={close} />
        </Suspense>
      )}
    </>
  );
}
