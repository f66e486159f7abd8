import { done } from '@/api/client';
import type { BulkImport } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import css from './Stock.module.css';
import { useDeed } from './useDeed';

/** The server works on it, whether anybody looks or not. */
export function UnderWay({ one: { id, state, rows, judged, applied }, left }: { one: BulkImport; left: () => Promise<void> }) {
  const { t, number } = useI18n();
  const { busy, failed, act } = useDeed();
  const what = state === 'applying' ? 'applying' : 'judging';
  const so = what === 'applying' ? applied : judged;
  const discard = async () => {
    await done(own.DELETE('/api/v1/me/imports/{id}', { params: { path: { id } } }));
    await left();
  };
  return (
    <section aria-labelledby="under-way" className={css.card}>
      {/* Heard once: the numbers, which change every second, are there to be looked at. */}
      <h2 id="under-way" role="status">{t(`stock.${what}`)}</h2>
      <div className={css.meter}>
        <progress className={css.progress} aria-labelledby="under-way" max={Math.max(rows, 1)} value={so} />
        <p className={css.so}>{t('stock.judging.so', { done: number(so), total: number(rows) })}</p>
      </div>
      <p className={css.quiet}>{t(`stock.${what}.text`)}</p>
      <p role="alert" className={cx(failed && form.alert)}>{failed}</p>
      {what === 'judging' && (
        <div className={css.actions}>
          <button type="button" className={button.button} aria-disabled={busy !== undefined} onClick={() => void act('discard', discard)}>{t('stock.discard')}</button>
        </div>
      )}
    </section>
  );
}
