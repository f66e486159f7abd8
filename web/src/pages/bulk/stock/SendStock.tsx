import { useEffect, useRef, useState } from 'react';
import { Controller } from 'react-hook-form';
import { body } from '@/api/client';
import type { BulkImport, NewBulkImport, Profile } from '@/api/types';
import { GRADES } from '@/api/vocabulary';
import { queryClient } from '@/app/queryClient';
import button from '@/components/Button.module.css';
import { SelectField } from '@/components/form/Field';
import { Form, Submit } from '@/components/form/FormParts';
import { useSending } from '@/features/account/useSending';
import { ENCODINGS, FORMATS, MOST_BYTES, sendStock } from '@/features/bulk/imports';
import { words } from '@/features/bulk/problems';
import { keptPlace } from '@/features/selling/kept';
import { PlaceField } from '@/features/selling/PlaceField';
import { profileQuery } from '@/features/selling/queries';
import { own } from '@/features/session/own';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { FirstName } from '../FirstName';
import { FileField } from './FileField';
import css from './Stock.module.css';

interface Values {
  file: File | null;
  grade: NonNullable<NewBulkImport['grade']> | '';
  exchange: boolean;
  place: string;
  name: string;
  format: NonNullable<NewBulkImport['format']> | '';
  encoding: NonNullable<NewBulkImport['encoding']> | '';
}

interface Props {
  /** Null: nobody knows yet how readers may call them. */
  profile: Profile | null;
  /** An import whose file did not arrive: what was said of it is not asked again. */
  before: BulkImport | undefined;
  /** The file was read: resolves when what comes of it is shown. */
  sent: (one: BulkImport) => Promise<void>;
}

const settingsOf = ({ grade, exchange, place, format, encoding }: Values): Omit<NewBulkImport, 'bytes'> =>
  ({ place, exchange, ...(grade && { grade }), ...(format && { format }), ...(encoding && { encoding }) });

export function SendStock({ profile, before, sent }: Props) {
  const { t, locale } = useI18n();
  const session = useSession();
  const [part, setPart] = useState<number>();
  const [stopped, setStopped] = useState(false);
  const given = useRef<AbortController>(undefined);
  useEffect(() => () => { given.current?.abort(); }, []);
  const places = [before?.place, profile?.place];

  const { form, error, ...sending } = useSending<Values>(
    {
      file: null, grade: before?.grade ?? '', exchange: before?.exchange ?? false, place: before?.place.code ?? profile?.place.code ?? '',
      name: session.kind === 'signed_in' ? session.account.name : '', format: '', encoding: '',
    },
    async (values) => {
      const { file, name, place } = values;
      if (!file) return;
      const control = new AbortController();
      given.current = control;
      setStopped(false);
      setPart(0);
      try {
        if (profile === null) {
          const said = await body(own.PUT('/api/v1/me/profile', { body: { name: name.trim(), place, languages: [locale] }, signal: control.signal }));
          queryClient.setQueryData(profileQuery.queryKey, said);
        }
        await sent(await sendStock(file, settingsOf(values), setPart, control.signal));
      } catch (cause) {
        if (!control.signal.aborted) throw cause;
        setStopped(true);
      } finally {
        setPart(undefined);
      }
    },
    words,
  );
  const { register, control, setValue, setError, clearErrors } = form;
  const busy = part !== undefined;
  const again = sending.problem !== undefined || stopped;

  return (
    <div className={css.card}>
      <Form {...sending}>
        {before && <p className={css.quiet}>{t('stock.notSent')}</p>}
        <Controller
          control={control}
          name="file"
          rules={{ validate: (file) => (!file ? t('stock.missing') : file.size === 0 ? t('stock.emptyFile') : file.size <= MOST_BYTES || t('stock.tooBig')) }}
          render={({ field: { ref, value } }) => (
            <FileField
              file={value}
              choose={(file) => { clearErrors('file'); setValue('file', file, { shouldValidate: true }); }}
              several={() => { setError('file', { message: t('stock.several') }); }}
              error={error('file')}
              buttonRef={ref}
            />
          )}
        />
        <fieldset className={css.settings}>
          <legend className={css.legend}>{t('stock.settings')}</legend>
          <p className={css.quiet}>{t('stock.settings.hint')}</p>
          <div className={css.pair}>
            <SelectField {...register('grade')} label={t('stock.grade')} hint={t('stock.grade.hint')} error={error('grade')}>
              <option value="">{t('stock.grade.none')}</option>
              {GRADES.map((grade) => <option key={grade} value={grade}>{t(`grade.${grade}`)}</option>)}
            </SelectField>
            <Controller
              control={control}
              name="place"
              rules={{ required: t('sell.place.missing') }}
              render={({ field: { ref, value } }) => (
                <PlaceField
                  label={t('stock.place')}
                  error={error('place')}
                  place={places.find((place) => place?.code === value) ?? keptPlace(value)}
                  choose={(place) => { setValue('place', place?.code ?? '', { shouldDirty: true, shouldValidate: error('place') !== undefined }); }}
                  inputRef={ref}
                />
              )}
            />
          </div>
          <label className={css.check}>
            <input type="checkbox" {...register('exchange')} />
            <span>
              <span className={css.checkName}>{t('stock.exchange')}</span>
              <span className={css.quiet}>{t('stock.exchange.hint')}</span>
            </span>
          </label>
          <p className={css.quiet}>{t('stock.currency')}</p>
        </fieldset>
        {profile === null && (
          <FirstName
            {...register('name', { validate: (typed) => typed.trim() !== '' || t('problem.name.too_short') })}
            error={error('name')}
          />
        )}
        <details className={css.special}>
          <summary className={css.plain}>{t('stock.special')}</summary>
          <div className={css.pair}>
            <SelectField {...register('format')} label={t('stock.format')} error={error('format')}>
              <option value="">{t('stock.auto')}</option>
              {FORMATS.map((format) => <option key={format} value={format}>{t(`stock.format.${format}`)}</option>)}
            </SelectField>
            <SelectField {...register('encoding')} label={t('stock.encoding')} error={error('encoding')}>
              <option value="">{t('stock.auto')}</option>
              {ENCODINGS.map((encoding) => <option key={encoding} value={encoding}>{encoding.toUpperCase()}</option>)}
            </SelectField>
          </div>
        </details>
        <div role="status" className={css.sending}>
          {busy && (
            <>
              <p id="sending">{t(part < 1 ? 'stock.sending' : 'stock.reading')}</p>
              <progress className={css.progress} aria-labelledby="sending" {...(part < 1 && { value: part })} />
            </>
          )}
          {stopped && <p>{t('stock.stopped')}</p>}
        </div>
        <div className={css.actions}>
          <Submit sending={sending.sending}>{t(again ? 'stock.again' : 'stock.send')}</Submit>
          {busy && part < 1 && <button type="button" className={button.button} onClick={() => { given.current?.abort(); }}>{t('stock.stop')}</button>}
        </div>
      </Form>
    </div>
  );
}
