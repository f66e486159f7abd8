import { useQuery } from '@tanstack/react-query';
import { CircleHelp, Layers } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { ApiError } from '@/api/client';
import type { FoundEdition } from '@/api/types';
import { GRADES, isGrade } from '@/api/vocabulary';
import button from '@/components/Button.module.css';
import { Cover } from '@/components/Cover';
import { cx } from '@/components/cx';
import { SelectField, TextField } from '@/components/form/Field';
import { type Common, isPrice, type Piled, priceOf } from '@/features/bulk/pile';
import { pricesQuery } from '@/features/selling/queries';
import { writePrice } from '@/features/selling/terms';
import { editionQuery } from '@/features/works/queries';
import { useI18n } from '@/i18n/useI18n';
import { printed } from '../../shelf/sell/Found';
import css from './Many.module.css';

interface Props {
  isbn: string;
  common: Common;
  /** It is in the pile already. */
  again: boolean;
  /** How many others wait behind it. */
  queued: number;
  pile: (book: Omit<Piled, 'key'>) => void;
  skip: () => void;
  defer: () => void;
  /** Somebody types digits, or a hand scanner does: they belong into the field of ISBNs. */
  typing: () => void;
}

/** A barcode was read: is it this book? Nothing gets into the pile unseen. */
export function Asked({ isbn, common, again, queued, pile, skip, defer, typing }: Props) {
  const { t } = useI18n();
  const edition = useQuery({ ...editionQuery(isbn), retry: false });
  const market = common.kind !== 'exchange' && common.way === 'market';
  const prices = useQuery({ ...pricesQuery(edition.data?.work.id), enabled: market && edition.data !== undefined, retry: false });
  const missing = edition.error instanceof ApiError && [400, 404].includes(edition.error.status);
  const late = (event: KeyboardEvent) => { if (/^\d$/.test(event.key) && !(event.target instanceof HTMLInputElement || event.target instanceof HTMLSelectElement)) typing(); };
  const more = queued > 0 && <p className={css.quiet}>{t('many.queue', { n: queued })}</p>;

  if (edition.data && !(market && prices.isPending)) {
    const { data } = edition;
    const usual = prices.data?.median;
    return (
      <Box late={late}>
        <Found edition={data} common={common} again={again} usual={usual && writePrice(usual)} skip={skip} yes={(terms) => {
          const { id, title, cover, authors } = data.work;
          pile({ isbn, edition: { id: data.id, title: data.title }, work: { id, title, cover, authors: authors.map(({ name }) => ({ name })) }, terms });
        }} />
        {more}
      </Box>
    );
  }
  if (edition.error) {
    return (
      <Box late={late}>
        <Heard><h2>{t(missing ? 'many.unknown' : 'many.failed', { isbn })}</h2></Heard>
        <p>{t(missing ? 'many.unknown.text' : navigator.onLine ? 'problem.noAnswer' : 'problem.offline')}</p>
        <div className={css.actions}>
          {!missing && <button type="button" className={cx(button.button, button.primary)} onClick={() => void edition.refetch()}>{t('state.retry')}</button>}
          <First on={missing}>{(ref) => <button ref={ref} type="button" className={cx(button.button, missing && button.primary)} onClick={defer}>{t('many.defer')}</button>}</First>
          <button type="button" className={button.button} onClick={skip}>{t('many.skip')}</button>
        </div>
        {more}
      </Box>
    );
  }
  return <Box late={late}><p role="status">{t('many.waiting', { isbn })}</p><div className={css.actions}><button type="button" className={button.button} onClick={skip}>{t('many.skip')}</button></div></Box>;
}

function Box({ late, children }: { late: (event: KeyboardEvent) => void; children: ReactNode }) {
  // The digits of a hand scanner come to whatever has the focus, which is a button of the card.
  // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
  return <section className={css.asked} aria-live="polite" onKeyDown={late}>{children}</section>;
}

function Heard({ children }: { children: ReactNode }) {
  return <div className={css.heard}><CircleHelp size={24} strokeWidth={1.75} aria-hidden="true" />{children}</div>;
}

/** The button that goes on takes the focus, so that Enter alone is enough. */
function First({ on, children }: { on: boolean; children: (ref: React.Ref<HTMLButtonElement>) => ReactNode }) {
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => { if (on) ref.current?.focus(); }, [on]);
  return children(ref);
}

interface FoundProps {
  edition: FoundEdition;
  common: Common;
  again: boolean;
  usual: string | undefined;
  yes: (terms: Piled['terms']) => void;
  skip: () => void;
}

function Found({ edition, common, again, usual, yes, skip }: FoundProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const { kind, place } = common;
  const [grade, setGrade] = useState(common.grade);
  const [price, setPrice] = useState(() => priceOf(common, usual));
  const [wrong, setWrong] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const priced = kind !== 'exchange';
  const asksPrice = priced && price === '';
  useEffect(() => { form.current?.querySelector<HTMLElement>(asksPrice ? 'input' : 'button[type=submit]')?.focus(); }, []); // eslint-disable-line react-hooks/exhaustive-deps
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (priced && !isPrice(price)) {
      setWrong(true);
      form.current?.querySelector('input')?.focus();
      return;
    }
    yes({ grade, kind, place, price: priced ? price.trim() : '', notes: '' });
  };
  return (
    <>
      <h2>{t(again ? 'many.asked.again' : 'many.asked')}</h2>
      <div className={css.book}>
        <Cover book={edition.work} decorative eager className={css.cover} />
        <div className={css.words}>
          <p className={css.title} id="asked-title">{edition.title}</p>
          <p className={css.quiet}>{edition.work.authors.map(({ name }) => name).join(', ')}</p>
          <p className={css.quiet}>{printed(edition, i18n).join(' · ')}</p>
        </div>
      </div>
      <form ref={form} noValidate onSubmit={submit} className={css.terms}>
        <div className={css.pair}>
          <SelectField label={t('many.grade')} value={grade} onChange={({ target }) => { if (isGrade(target.value)) setGrade(target.value); }}>
            {GRADES.map((one) => <option key={one} value={one}>{t(`grade.${one}`)}</option>)}
          </SelectField>
          {priced && (
            <TextField
              label={t('sell.price')}
              value={price}
              onChange={({ target }) => { setPrice(target.value); setWrong(false); }}
              error={wrong ? t(price.trim() === '' ? 'sell.price.missing' : 'sell.price.bad') : undefined}
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
            />
          )}
        </div>
        <div className={css.actions}>
          <button type="submit" className={cx(button.button, button.primary)} aria-describedby="asked-title"><Layers size={20} strokeWidth={1.75} aria-hidden="true" />{t('many.yes')}</button>
          <button type="button" className={button.button} onClick={skip}>{t('many.skip')}</button>
        </div>
      </form>
    </>
  );
}
