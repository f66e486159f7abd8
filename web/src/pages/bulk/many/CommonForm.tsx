import { useEffect, useRef } from 'react';
import { Controller, useWatch } from 'react-hook-form';
import { body } from '@/api/client';
import type { Profile } from '@/api/types';
import { GRADES } from '@/api/vocabulary';
import { queryClient } from '@/app/queryClient';
import button from '@/components/Button.module.css';
import { SelectField, TextField } from '@/components/form/Field';
import { Form, Submit } from '@/components/form/FormParts';
import { useSending } from '@/features/account/useSending';
import { type Common, isPrice, WAYS } from '@/features/bulk/pile';
import { keptPlace } from '@/features/selling/kept';
import { PlaceField } from '@/features/selling/PlaceField';
import { words } from '@/features/selling/problems';
import { profileQuery } from '@/features/selling/queries';
import { KINDS } from '@/features/selling/terms';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { FirstName } from '../FirstName';
import css from './Many.module.css';

interface Props {
  common: Common | undefined;
  /** Null: nobody knows yet how readers may call them. */
  profile: Profile | null;
  name: string;
  done: (common: Common) => void;
  back: (() => void) | undefined;
}

/** What is said once for all books that follow. */
export function CommonForm({ common, profile, name: known, done, back }: Props) {
  const { t, locale } = useI18n();
  const { form: { register, control, setValue }, error, ...sending } = useSending<Common & { name: string }>(
    { grade: '', kind: 'sale', way: 'each', price: '', place: profile?.place.code ?? '', ...common, name: known },
    async ({ name, ...next }) => {
      if (profile === null) {
        const said = await body(own.PUT('/api/v1/me/profile', { body: { name: name.trim(), place: next.place, languages: [locale] } }));
        queryClient.setQueryData(profileQuery.queryKey, said);
      }
      done(next);
    },
    words,
  );
  const [kind, way] = useWatch({ control, name: ['kind', 'way'] });
  const box = useRef<HTMLDivElement>(null);
  // Opened by a button that went away.
  useEffect(() => { if (back) box.current?.querySelector('select')?.focus(); }, [back]);
  return (
    <div className={css.card} ref={box}>
      <div>
        <h2>{t('many.settings')}</h2>
        <p className={css.quiet}>{t(common ? 'many.change.hint' : 'many.settings.hint')}</p>
      </div>
      <Form {...sending}>
        <div className={css.pair}>
          <SelectField {...register('grade', { required: t('sell.grade.missing') })} label={t('many.grade')} error={error('grade')}>
            <option value="">{t('many.grade.choose')}</option>
            {GRADES.map((grade) => <option key={grade} value={grade}>{t(`grade.${grade}`)}</option>)}
          </SelectField>
          <SelectField {...register('kind')} label={t('many.kind')} error={error('kind')}>
            {KINDS.map((one) => <option key={one} value={one}>{t(`sell.kind.${one}`)}</option>)}
          </SelectField>
          {kind !== 'exchange' && (
            <SelectField {...register('way')} label={t('many.way')} error={error('way')} {...(way === 'market' && { hint: t('many.way.market.hint') })}>
              {WAYS.map((one) => <option key={one} value={one}>{t(`many.way.${one}`)}</option>)}
            </SelectField>
          )}
          {kind !== 'exchange' && way === 'same' && (
            <TextField
              {...register('price', { validate: (typed, values) => values.kind === 'exchange' || values.way !== 'same' || isPrice(typed) || t('sell.price.bad') })}
              label={t('many.price')}
              error={error('price')}
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
            />
          )}
        </div>
        <Controller
          control={control}
          name="place"
          rules={{ required: t('sell.place.missing') }}
          render={({ field: { ref, value } }) => (
            <PlaceField
              label={t('many.place')}
              error={error('place')}
              place={profile?.place.code === value ? profile.place : keptPlace(value)}
              choose={(place) => { setValue('place', place?.code ?? '', { shouldDirty: true, shouldValidate: error('place') !== undefined }); }}
              inputRef={ref}
            />
          )}
        />
        {profile === null && <FirstName {...register('name', { validate: (typed) => typed.trim() !== '' || t('problem.name.too_short') })} error={error('name')} />}
        <div className={css.actions}>
          <Submit sending={sending.sending}>{t(common ? 'many.keep' : 'many.begin')}</Submit>
          {back && <button type="button" className={button.button} onClick={back}>{t('many.cancel')}</button>}
        </div>
      </Form>
    </div>
  );
}
