import { ArrowUpDown, ChevronDown } from 'lucide-react';
import { useI18n } from '@/i18n/useI18n';
import { defaultSort, type Filters, SORTS } from './urlState';
import css from './SortSelect.module.css';

export function SortSelect({ filters, change }: { filters: Filters; change: (next: Filters) => void }) {
  const { t } = useI18n();
  const shown = filters.q ? SORTS : SORTS.filter((sort) => sort !== 'relevance');
  return (
    <label className={css.sort}>
      <ArrowUpDown size={18} strokeWidth={1.75} aria-hidden="true" className={css.icon} />
      <span className={css.label}>{t('sort.label')}</span>
      <select
        className={css.select}
        value={filters.sort ?? defaultSort(filters)}
        onChange={(event) => {
          const sort = SORTS.find((known) => known === event.target.value);
          if (sort) change({ ...filters, sort });
        }}
      >
        {shown.map((sort) => <option key={sort} value={sort}>{t(`sort.${sort}`)}</option>)}
      </select>
      <ChevronDown size={20} strokeWidth={1.75} aria-hidden="true" className={css.chevron} />
    </label>
  );
}
