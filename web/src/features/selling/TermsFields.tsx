import { useQuery } from '@tanstack/react-query';
import { Banknote, CircleAlert, Repeat, Scale } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { Controller, type UseFormReturn, useWatch } from 'react-hook-form';
import { type Grade, GRADES } from '@/api/vocabulary';
import { cx } from '@/components/cx';
import { TextArea, TextField } from '@/components/form/Field';
import form from '@/components/form/Form.module.css';
import { GradePicture } from '@/features/copies/GradePicture';
import { useI18n } from '@/i18n/useI18n';
import { keptPlace, type NamedPlace } from './kept';
import { PlaceField } from './PlaceField';
import { pricesQuery } from './queries';
import { KINDS, type Kind, parsePrice, type Terms } from './terms';
import css from './TermsFields.module.css';

interface Props {
  form: UseFormReturn<Terms>;
  error: (name: keyof Terms) => string | undefined;
  /** For what others ask. */
  work: string | undefined;
  /** Places whose names are known already: of the profile, of the copy. */
  places: (NamedPlace | undefined)[];
  /** Stands between the state of the copy and its price. */
  photos: ReactNode;
}

/** What one says of a copy, in the order one looks at it: state, photos, price, place, notes. */
export function TermsFields({ form: { control, register, setValue, clearErrors }, error, work, places, photos }: Props) {
  const { t } = useI18n();
  const [kind, notes] = useWatch({ control, name: ['kind', 'notes'] });
  return (
    <>
      <Group legend={t('sell.grade')} error={error('grade')} hint={t('sell.grade.hint')}>
        <div className={css.grades}>
          {GRADES.map((grade) => (
            <GradeCard key={grade} grade={grade} input={<input type="radio" value={grade} className={css.radio} {...register('grade', { required: t('sell.grade.missing') })} />} />
          ))}
        </div>
      </Group>
      {photos}
      <Group legend={t('sell.kind')}>
        <div className={css.kinds}>
          {KINDS.map((one) => (
            <label key={one} className={css.kind}>
              <input type="radio" value={one} className={css.radio} {...register('kind', { onChange: () => { clearErrors('price'); } })} />
              <KindIcon kind={one} />
              {t(`sell.kind.${one}`)}
            </label>
          ))}
        </div>
      </Group>
      {kind !== 'exchange' && (
        <div className={css.price}>
          <TextField
            {...register('price', {
              validate: (typed, { kind: chosen }) => {
                if (chosen === 'exchange') return true;
                const amount = parsePrice(typed);
                if (typed.trim() === '') return t('sell.price.missing');
                if (amount === undefined) return t('sell.price.bad');
                return (amount >= 100 && amount <= 100_000_000) || t('problem.out_of_range');
              },
            })}
            label={t('sell.price')}
            error={error('price')}
            hint={<PriceHint work={work} />}
            inputMode="decimal"
            autoComplete="off"
            maxLength={20}
          />
        </div>
      )}
      <Controller
        control={control}
        name="place"
        rules={{ required: t('sell.place.missing') }}
        render={({ field: { ref, value } }) => (
          <PlaceField
            label={t('sell.place')}
            hint={t('sell.place.hint')}
            error={error('place')}
            place={places.find((place) => place?.code === value) ?? keptPlace(value)}
            choose={(place) => { setValue('place', place?.code ?? '', { shouldDirty: true, shouldValidate: error('place') !== undefined }); }}
            inputRef={ref}
          />
        )}
      />
      <TextArea
        {...register('notes')}
        label={t('sell.notes')}
        hint={t('sell.notes.hint')}
        aside={notes.length > 1800 && <span className={form.left}>{t('field.left', { n: 2000 - notes.length })}</span>}
        error={error('notes')}
        maxLength={2000}
        rows={4}
      />
    </>
  );
}

export function Group({ legend, hint, error, children }: { legend: string; hint?: string; error?: string | undefined; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset className={css.group} aria-describedby={[error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined}>
      <legend className={form.label}>{legend}</legend>
      {hint && <p className={form.hint} id={`${id}-hint`}>{hint}</p>}
      {error && (
        <p className={form.error} id={`${id}-error`}>
          <CircleAlert size={18} strokeWidth={2} aria-hidden="true" />
          {error}
        </p>
      )}
      {children}
    </fieldset>
  );
}

function GradeCard({ grade, input }: { grade: Grade; input: ReactNode }) {
  const { t, gradeMeaning } = useI18n();
  return (
    <label className={css.grade}>
      {input}
      <GradePicture grade={grade} />
      <span className={css.words}>
        <span className={css.name}>{t(`grade.${grade}`)}</span>
        <span className={css.line}>{gradeMeaning(grade)}</span>
        <span className={cx(css.line, css.signs)}>{t(`grade.${grade}.signs`)}</span>
      </span>
    </label>
  );
}

function KindIcon({ kind }: { kind: Kind }) {
  const Icon = { sale: Banknote, exchange: Repeat, both: Scale }[kind];
  return <Icon size={22} strokeWidth={1.75} aria-hidden="true" />;
}

/** What others ask for the same book, where enough is known. */
function PriceHint({ work }: { work: string | undefined }) {
  const { t, money } = useI18n();
  const { data: prices } = useQuery(pricesQuery(work));
  if (prices?.min === undefined || prices.max === undefined) return prices ? t('sell.price.none') : t('sell.price.hint');
  const { copies, min, median, max } = prices;
  if (min.amount === max.amount) return t('sell.price.one', { n: copies, price: money(min) });
  const range = t('sell.price.range', { n: copies, low: money(min), high: money(max) });
  return median && copies > 2 ? `${range} ${t('sell.price.median', { price: money(median) })}` : range;
}
