import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { Facets } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { FilterPanel } from './FilterPanel';
import { countFilters, type Filters, withoutFilters } from './urlState';
import css from './FilterSheet.module.css';

interface Props {
  filters: Filters;
  facets: Facets;
  total: number;
  /** The counts are those of the last answer; the next is awaited. */
  pending: boolean;
  change: (next: Filters) => void;
  open: boolean;
  close: () => void;
}

/** The filters of a phone: a sheet from below. A choice works at once; the button only closes the sheet. */
export default function FilterSheet({ filters, facets, total, pending, change, open, close }: Props) {
  const { t } = useI18n();
  const on = countFilters(filters);
  return (
    <Dialog.Root open={open} onOpenChange={(next) => { if (!next) close(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className={css.backdrop} />
        <Dialog.Popup className={css.sheet}>
          <div className={css.head}>
            <Dialog.Title className={css.title}>{t('filter.title')}</Dialog.Title>
            <Dialog.Close className={cx(button.button, button.icon)} aria-label={t('filter.close')}>
              <X size={24} strokeWidth={1.75} aria-hidden="true" />
            </Dialog.Close>
          </div>
          <div className={css.scroll}>
            <FilterPanel key={filters.q} filters={filters} facets={facets} pending={pending} change={change} />
          </div>
          {/* The count of the page cannot be heard while the sheet is open. */}
          <p role="status" className="visually-hidden">{t('search.count', { n: total })}</p>
          <div className={css.foot}>
            {on > 0 && (
              <button type="button" className={cx(button.button, button.quiet)} onClick={() => { change(withoutFilters(filters)); }}>
                {t('filter.clear')}
              </button>
            )}
            <Dialog.Close className={cx(button.button, button.primary, css.show)}>{t('filter.show', { n: total })}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
