import { X } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import type { Facets } from '@/api/types';
import { heading } from '@/components/heading';
import { useI18n } from '@/i18n/useI18n';
import { activeFilters } from './filterNames';
import { type Filters, withoutFilters } from './urlState';
import css from './ActiveFilters.module.css';

export function ActiveFilters({ filters, facets, change }: { filters: Filters; facets: Facets | undefined; change: (next: Filters) => void }) {
  const i18n = useI18n();
  const active = activeFilters(i18n, filters, facets);
  const list = useRef<HTMLUListElement>(null);
  const removed = useRef(false);
  // The button that took a filter off is gone with it: before that is seen, the focus goes to what is left, or to the heading above.
  useLayoutEffect(() => {
    if (!removed.current) return;
    removed.current = false;
    (list.current?.querySelector('button') ?? heading())?.focus({ preventScroll: true });
  }, [active.length]);
  const remove = (next: Filters) => {
    removed.current = true;
    change(next);
  };
  if (active.length === 0) return null;
  return (
    <ul ref={list} className={css.chips} aria-label={i18n.t('filter.active')}>
      {active.map(({ id, name, without }) => (
        <li key={id}>
          <button type="button" className={css.chip} aria-label={i18n.t('filter.remove', { name })} onClick={() => { remove(without); }}>
            {name}
            <X size={16} strokeWidth={2} aria-hidden="true" />
          </button>
        </li>
      ))}
      {active.length > 1 && (
        <li>
          <button type="button" className={css.clear} onClick={() => { remove(withoutFilters(filters)); }}>{i18n.t('filter.clear')}</button>
        </li>
      )}
    </ul>
  );
}
