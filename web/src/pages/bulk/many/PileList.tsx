import { ChevronDown, CircleAlert, CircleCheck, RotateCw, Trash2 } from 'lucide-react';
import { useId, useRef } from 'react';
import { GRADES, isGrade } from '@/api/vocabulary';
import button from '@/components/Button.module.css';
import { Cover } from '@/components/Cover';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { fits, isPrice, type Piled } from '@/features/bulk/pile';
import type { usePublishing } from '@/features/bulk/usePublishing';
import { useI18n } from '@/i18n/useI18n';
import css from './Many.module.css';

interface Props {
  pile: Piled[];
  publishing: ReturnType<typeof usePublishing>;
  change: (key: string, terms: Partial<Piled['terms']>) => void;
  remove: (book: Piled) => void;
}

/** The books that were confirmed, until they are on the shelf. */
export function PileList({ pile, publishing: { run, failures, stopped, done, publish }, change, remove }: Props) {
  const { t } = useI18n();
  const title = useRef<HTMLHeadingElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const unfit = pile.filter(({ terms }) => !fits(terms)).length;
  const failed = pile.filter(({ key }) => failures[key] !== undefined).length;
  const busy = run !== undefined;
  const go = async (books: Piled[]) => {
    if (busy) return;
    if (unfit > 0) {
      list.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    await publish(books);
    title.current?.focus({ preventScroll: true });
  };
  return (
    <section aria-labelledby="pile" className={css.pile}>
      <div className={css.pileHead}>
        <h2 id="pile" ref={title} tabIndex={-1}>{t('many.pile')}</h2>
        {pile.length > 0 && <p className={css.quiet}>{t('many.pile.count', { n: pile.length })}</p>}
      </div>
      <div role="status" className={css.result}>
        {!busy && done > 0 && (
          <div className={cx(form.alert, form.good)}>
            <CircleCheck size={22} strokeWidth={1.75} aria-hidden="true" />
            <div><p>{t('many.done', { n: done })}</p><p className={css.photos}>{t('many.done.photos')}</p></div>
          </div>
        )}
      </div>
      <div role="alert" className={css.result}>
        {!busy && failed > 0 && <p className={form.alert}><CircleAlert size={22} strokeWidth={1.75} aria-hidden="true" />{t('many.failures', { n: failed })}</p>}
        {!busy && stopped && <p className={form.alert}><CircleAlert size={22} strokeWidth={1.75} aria-hidden="true" />{stopped}</p>}
      </div>
      {pile.length === 0 ? done === 0 && <p className={css.empty}>{t('many.pile.empty')}</p> : (
        <>
          <div className={css.publish}>
            {run ? (
              <>
                <p id="publishing" role="status">{t('many.publishing', { done: run.done, total: run.total })}</p>
                <progress className={css.progress} aria-labelledby="publishing" max={run.total} value={run.done} />
              </>
            ) : (
              <>
                <button type="button" className={cx(button.button, button.primary)} onClick={() => void go(pile)}>
                  {failed > 0 && <RotateCw {...glyph} />}{failed === pile.length ? t('many.retry') : t('many.publish', { n: pile.length })}
                </button>
                {unfit > 0 && <p className={form.error}>{t('many.wrong', { n: unfit })}</p>}
              </>
            )}
          </div>
          <ul ref={list} role="list" className={css.books}>
            {pile.map((book) => (
              <li key={book.key}>
                <Row
                  book={book}
                  failure={failures[book.key]}
                  busy={busy}
                  change={(terms) => { change(book.key, terms); }}
                  retry={() => void go([book])}
                  remove={() => { remove(book); title.current?.focus({ preventScroll: true }); }}
                />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

interface RowProps {
  book: Piled;
  failure: string | undefined;
  busy: boolean;
  change: (terms: Partial<Piled['terms']>) => void;
  retry: () => void;
  remove: () => void;
}

function Row({ book: { edition: { title }, work, terms: { grade, kind, price } }, failure, busy, change, retry, remove }: RowProps) {
  const { t } = useI18n();
  const id = useId();
  const wrong = kind !== 'exchange' && !isPrice(price);
  return (
    <article className={css.row} aria-labelledby={id}>
      <Cover book={work} decorative className={css.small} />
      <div className={css.words}>
        <h3 id={id} className={css.rowTitle}>{title}</h3>
        <p className={css.quiet}>{[work.authors[0]?.name, kind === 'exchange' ? t('many.exchangeOnly') : kind === 'both' && t('many.both')].filter(Boolean).join(' · ')}</p>
      </div>
      <button type="button" className={cx(button.button, button.icon, css.remove)} aria-label={t('many.removeOf', { title })} disabled={busy} onClick={remove}><Trash2 {...glyph} /></button>
      <div className={css.cells}>
        <div className={form.box}>
          <select className={cx(form.input, form.select)} aria-label={t('many.gradeOf', { title })} value={grade} disabled={busy} onChange={({ target }) => { if (isGrade(target.value)) change({ grade: target.value }); }}>
            {GRADES.map((one) => <option key={one} value={one}>{t(`grade.${one}`)}</option>)}
          </select>
          <ChevronDown className={form.chevron} size={20} strokeWidth={1.75} aria-hidden="true" />
        </div>
        {kind !== 'exchange' && (
          <div className={form.box}>
            <input
              type="text"
              inputMode="decimal"
              className={form.input}
              aria-label={t('many.priceOf', { title })}
              aria-invalid={wrong}
              aria-describedby={wrong ? `${id}-wrong` : undefined}
              value={price}
              disabled={busy}
              autoComplete="off"
              maxLength={20}
              onChange={({ target }) => { change({ price: target.value }); }}
            />
            <span className={css.hryvnia} aria-hidden="true">₴</span>
          </div>
        )}
      </div>
      {wrong && <p id={`${id}-wrong`} className={cx(form.error, css.across)}>{t(price.trim() === '' ? 'sell.price.missing' : 'sell.price.bad')}</p>}
      {failure !== undefined && (
        <div className={cx(css.failure, css.across)}>
          <p className={form.error}><CircleAlert size={18} strokeWidth={2} aria-hidden="true" />{failure}</p>
          <button type="button" className={button.button} aria-label={t('many.retryOf', { title })} disabled={busy} onClick={retry}><RotateCw {...glyph} />{t('many.retry')}</button>
        </div>
      )}
    </article>
  );
}

const glyph = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const;
