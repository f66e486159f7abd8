import { Download } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { done } from '@/api/client';
import type { BulkImport } from '@/api/types';
import { queryClient } from '@/app/queryClient';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { heading } from '@/components/heading';
import { LocalLink } from '@/components/LocalLink';
import { saveRejects } from '@/features/bulk/files';
import { applyImport, countOf, importQuery, type Shown, VERDICTS } from '@/features/bulk/imports';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Rows } from './Rows';
import css from './Stock.module.css';
import { useDeed } from './useDeed';

/** What would become of the file. Nothing is done yet. */
export function Ready({ one, left }: { one: BulkImport; left: () => Promise<void> }) {
  const { t, number } = useI18n();
  const [params] = useSearchParams();
  const { busy, failed, act } = useDeed();
  const { id, planned, room, rows, format, encoding, counts } = one;
  const shown: Shown | undefined = VERDICTS.find((verdict) => verdict === params.get('show'));
  const full = room !== undefined && room < planned;

  const apply = async () => {
    try {
      queryClient.setQueryData(importQuery(id).queryKey, await applyImport(id));
    } catch (error) {
      // How much room there is may have changed since.
      void queryClient.invalidateQueries({ queryKey: importQuery(id).queryKey, exact: true });
      throw error;
    }
    heading()?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };
  const discard = async () => {
    await done(own.DELETE('/api/v1/me/imports/{id}', { params: { path: { id } } }));
    await left();
  };
  const off = busy !== undefined;
  return (
    <>
      <section aria-labelledby="ready" className={css.card}>
        <div>
          <h2 id="ready" role="status">{t('stock.ready')}</h2>
          <p className={css.planned}>{t('stock.planned', { n: planned })}</p>
          <p className={css.quiet}>{t('stock.planned.of', { n: rows, format: t(`stock.format.${format ?? 'csv'}`), encoding: encoding ?? '' })}</p>
        </div>
        {full && (
          <div className={css.full}>
            <strong>{t('stock.room.title')}</strong>
            <p>{t('stock.room.text', { room: number(room), planned: number(planned) })}</p>
          </div>
        )}
        <p role="alert" className={cx(failed && form.alert)}>{failed}</p>
        <div className={css.actions}>
          {planned > 0 && !full && (
            <button type="button" className={cx(button.button, button.primary)} aria-disabled={off} onClick={() => void act('apply', apply)}>
              {busy === 'apply' ? t('form.sending') : t('stock.apply', { n: planned })}
            </button>
          )}
          {counts.rejects > 0 && (
            <button type="button" className={button.button} aria-disabled={off} onClick={() => void act('rejects', () => saveRejects(id))}>
              <Download size={18} strokeWidth={1.75} aria-hidden="true" />{t('stock.rejects')}
            </button>
          )}
          <button type="button" className={button.button} aria-disabled={off} onClick={() => void act('discard', discard)}>{t('stock.discard')}</button>
        </div>
      </section>
      <section aria-labelledby="rows" className={css.section}>
        <nav className={css.tiles} aria-label={t('stock.filter')}>
          {[undefined, ...VERDICTS].map((verdict) => {
            const n = verdict ? countOf(one, verdict) : rows;
            return (
              <LocalLink
                key={verdict ?? 'all'}
                to={`/shelf/import?id=${id}${verdict ? `&show=${verdict}` : ''}`}
                className={cx(css.tile, verdict === 'reject' && n > 0 && css.bad)}
                aria-current={shown === verdict ? 'true' : undefined}
                preventScrollReset
              >
                <span className={css.number}>{number(n)}</span>
                <span>{t(`stock.show.${verdict ?? 'all'}`)}</span>
              </LocalLink>
            );
          })}
        </nav>
        <div>
          <h2 id="rows">{t(`stock.show.${shown ?? 'all'}`)}</h2>
          {shown && countOf(one, shown) > 0 && <p className={css.quiet}>{t(`stock.about.${shown}`)}</p>}
        </div>
        <Rows key={shown ?? 'all'} id={id} verdict={shown} />
      </section>
    </>
  );
}
