import { type SyntheticEvent, useEffect, useRef } from 'react';
import { useWatch } from 'react-hook-form';
import button from '@/components/Button.module.css';
import { SelectField, TextField } from '@/components/form/Field';
import { Form, Submit } from '@/components/form/FormParts';
import { useSending } from '@/features/account/useSending';
import { parsePrice } from '@/features/selling/terms';
import { useI18n } from '@/i18n/useI18n';
import { words } from './problems';
import { WORST, type WishTerms } from './terms';
import css from './WishForm.module.css';

interface Props {
  terms: WishTerms;
  /** Name of the edition that may be the only one to do; without one there is nothing to choose. */
  edition?: string | undefined;
  /** On its way at once, because it was wished before signing in. */
  begun?: boolean;
  send: (terms: WishTerms) => Promise<void>;
  action: string;
  hint?: string | undefined;
  cancel: () => void;
}

/** Which copy would do: edition, worst state, top price. */
export function WishForm({ terms, edition, begun = false, send, action, hint, cancel }: Props) {
  const { t, grade, gradeMeaning } = useI18n();
  const { form: { control, register }, error, ...form } = useSending<WishTerms>(terms, send, words);
  const worst = useWatch({ control, name: 'worst_grade' });
  const once = useRef(begun);
  const { submit } = form;
  useEffect(() => {
    if (!once.current) return;
    once.current = false;
    submit({ preventDefault: () => undefined } as SyntheticEvent);
  });
  return (
    <Form {...form}>
      {edition !== undefined && (
        <fieldset className={css.group}>
          <legend className={css.legend}>{t('wish.target')}</legend>
          <label className={css.choice}><input type="radio" value="work" {...register('target')} />{t('wish.target.work')}</label>
          <label className={css.choice}><input type="radio" value="edition" {...register('target')} />{t('wish.target.edition', { name: edition })}</label>
        </fieldset>
      )}
      <SelectField {...register('worst_grade')} label={t('wish.grade')} hint={worst ? gradeMeaning(worst) : t('wish.grade.any.meaning')} error={error('worst_grade')}>
        {WORST.map((one) => <option key={one} value={one}>{one ? grade(one) : t('wish.grade.any')}</option>)}
      </SelectField>
      <TextField
        {...register('price_max', {
          validate: (typed) => {
            if (typed.trim() === '') return true;
            const amount = parsePrice(typed);
            if (amount === undefined) return t('wish.price.bad');
            return (amount >= 100 && amount <= 100_000_000) || t('wish.price.range');
          },
        })}
        label={t('wish.price')}
        hint={t('wish.price.hint')}
        error={error('price_max')}
        inputMode="decimal"
        autoComplete="off"
        maxLength={20}
      />
      <label className={css.choice}><input type="checkbox" {...register('exchange')} />{t('wish.exchange')}</label>
      {hint && <p className={css.hint}>{hint}</p>}
      <div className={css.actions}>
        <Submit sending={form.sending}>{action}</Submit>
        <button type="button" className={button.button} onClick={cancel}>{t('wish.cancel')}</button>
      </div>
    </Form>
  );
}
