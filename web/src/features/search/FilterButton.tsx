import { SlidersHorizontal } from 'lucide-react';
import { type ComponentProps, lazy, Suspense, useState } from 'react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { countFilters } from './urlState';
import css from './FilterSheet.module.css';

const FilterSheet = lazy(() => import('./FilterSheet'));

/** Opens the sheet of filters; the sheet is fetched with the first opening. */
export function FilterButton(props: Omit<ComponentProps<typeof FilterSheet>, 'open' | 'setOpen'>) {
  const { t } = useI18n();
  const [open, setOpen] = useState<boolean>();
  return (
    <>
      <button type="button" className={cx(button.button, css.trigger)} aria-haspopup="dialog" onClick={() => { setOpen(true); }}>
        <SlidersHorizontal size={20} strokeWidth={1.75} aria-hidden="true" />
        {t('filter.open', { n: countFilters(props.filters) })}
      </button>
      {open !== undefined && (
        <Suspense fallback={null}>
          <FilterSheet {...props} open={open} setOpen={setOpen} />
        </Suspense>
      )}
    </>
  );
}
