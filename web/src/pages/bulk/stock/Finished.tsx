import { CircleCheck, Download } from 'lucide-react';
import { useEffect } from 'react';
import type { BulkImport } from '@/api/types';
import { queryClient } from '@/app/queryClient';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { LocalLink } from '@/components/LocalLink';
import { saveRejects } from '@/features/bulk/files';
import { importsQuery } from '@/features/bulk/imports';
import { useI18n } from '@/i18n/useI18n';
import css from './Stock.module.css';
import { useDeed } from './useDeed';

/** What came of a file. */
export function Finished({ one: { id, copies, counts } }: { one: BulkImport }) {
  const { t } = useI18n();
  const { busy, failed, act } = useDeed();
  useEffect(() => {
    void queryClient.invalidateQueries({ queryKey: ['me', 'copies'] });
    void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey });
  }, [id]);
  return (
    <section aria-labelledby="finished" className={css.card}>
      <div className={css.finished} role="status">
        <CircleCheck size={32} strokeWidth={1.75} aria-hidden="true" />
        <div>
          <h2 id="finished">{t('stock.done')}</h2>
          <p className={css.came}>{t('stock.done.copies', { n: copies })}</p>
        </div>
      </div>
      {counts.duplicates > 0 && <p>{t('stock.done.duplicates', { n: counts.duplicates })}</p>}
      {counts.rejects > 0 && <p>{t('stock.done.rejects', { n: counts.rejects })}</p>}
      <p role="alert" className={cx(failed && form.alert)}>{failed}</p>
      <div className={css.actions}>
        <LocalLink to="/shelf" className={cx(button.button, button.primary)}>{t('sell.toShelf')}</LocalLink>
        {counts.rejects > 0 && (
          <button type="button" className={button.button} aria-disabled={busy !== undefined} onClick={() => void act('rejects', () => saveRejects(id))}>
            <Download size={18} strokeWidth={1.75} aria-hidden="true" />{t('stock.rejects')}
          </button>
        )}
        <LocalLink to="/shelf/import" className={button.button}>{t('stock.another')}</LocalLink>
      </div>
    </section>
  );
}
