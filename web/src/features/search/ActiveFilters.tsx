import { X } from 'lucide-react';
import type { Facets } from '@/api/types';
import { useI18n } from '@/i18n/useI18n';
import { activeFilters } from './filterNames';
import { type Filters, withoutFilters } from './urlState';
import css from './ActiveFilters.module.css';

export function ActiveFilters({ filters, facets, change }: { filters: Filters; facets: Facets | undefined; change: (next: Filters) => void }) {
  const i18n = useI18n();
  const active = activeFilters(i18n, filters, facets);
  if (active.length === 0) return null;
  return (
    <ul className={css.chips} aria-label={i18n.t('filter.active')}>
      {active.map(({ id, name, without }) => (
        <li key={id}>
          <button type="button" className={css.chip} aria-label={i18n.t('filter.remove', { name })} onClick={() => { change(without); }}>
            {name}
            <X size={16} strokeWidth={2} aria-hidden="true" />
          </button>
        </li>
      ))}
      {active.length > 1 && (
        <li>
          <button type="button" className={css.clear} onClick={() => { change(withoutFilters(filters)); }}>{i18n.t('filter.clear')}</button>
        </li>
      )}
    </ul>
  );
}
