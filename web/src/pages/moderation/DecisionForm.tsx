import { CircleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { useWatch } from 'react-hook-form';
import { ApiError, body } from '@/api/client';
import type { Case, DecisionAction } from '@/api/types';
import { SelectField, TextArea, TextField } from '@/components/form/Field';
import { Form, Submit } from '@/components/form/FormParts';
import form from '@/components/form/Form.module.css';
import { useSending } from '@/features/account/useSending';
import { words } from '@/features/moderation/problems';
import { actionsFor, bodyOf, mostReported, restricts, type Verdict } from '@/features/moderation/verdict';
import { VIOLATIONS } from '@/features/reports/terms';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { LetterPreview } from './LetterPreview';
import css from './Case.module.css';

const GROUNDS = ['market_rules', 'law'] as const;

interface Props {
  data: Case;
  /** One has the case; otherwise nothing can be sent, but what was written stays. */
  mine: boolean;
  decided: () => Promise<void>;
  /** Asks for the case anew. */
  again: () => Promise<void>;
}

/** What is decided and why. It is sent with the version of the case that is on the page. */
export function DecisionForm({ data, mine, decided, again }: Props) {
  const { t } = useI18n();
  const { id, version, state } = data;
  const nothing: Verdict = { action: '', violation: mostReported(data.of_readers), ground: '', ground_text: '', text: '' };
  const { form: { control, register }, error, ...sent } = useSending<Verdict>(nothing, async (verdict) => {
    try {
      await body(own.POST('/api/v1/moderation/cases/{id}/decision', { params: { path: { id } }, body: bodyOf(version, verdict) }));
    } catch (cause) {
      // Something happened meanwhile: the page shows it beside what was written.
      if (cause instanceof ApiError && cause.status === 409) await again();
      throw cause;
    }
    await decided();
  }, words);
  const verdict = useWatch({ control }) as Verdict;
  const { action } = verdict;
  const taking = restricts(action);
  const text = textOf(action);
  return (
    <Form {...sent}>
      <Choices legend={t('decide.action')} error={error('action')}>
        {actionsFor(data).map((one) => {
          const name = nameOf(one, data);
          return (
            <label key={one} className={css.choice}>
              <input type="radio" value={one} {...register('action', { required: t('decide.action.missing') })} />
              <span><span className={css.choiceName}>{t(`decide.action.${name}`)}</span><span className={css.hint}>{t(`decide.action.${name}.hint`)}</span></span>
            </label>
          );
        })}
      </Choices>
      {taking && (
        <>
          <SelectField {...register('violation', { validate: (chosen) => chosen !== '' || t('decide.violation.missing') })} label={t('decide.violation')} error={error('violation')} required>
            <option value="">{t('decide.violation.choose')}</option>
            {VIOLATIONS.map((one) => <option key={one} value={one}>{t(`violation.${one}`)}</option>)}
          </SelectField>
          <Choices legend={t('decide.ground')} error={error('ground')}>
            {GROUNDS.map((one) => (
              <label key={one} className={css.choice}>
                <input type="radio" value={one} {...register('ground', { validate: (chosen) => Boolean(chosen) || t('decide.ground.missing') })} />
                <span className={css.choiceName}>{t(`decide.ground.${one}`)}</span>
              </label>
            ))}
          </Choices>
          <TextField
            {...register('ground_text', { validate: (typed) => typed.trim() !== '' || t('decide.groundText.missing') })}
            label={t('decide.groundText')}
            hint={t('decide.groundText.hint')}
            error={error('ground_text')}
            maxLength={300}
            autoComplete="off"
            required
          />
        </>
      )}
      <TextArea
        {...register('text', { validate: (typed) => typed.trim() !== '' || t('decide.text.missing') })}
        label={t(text)}
        hint={t(`${text}.hint`)}
        error={error('text')}
        maxLength={2000}
        rows={5}
        required
      />
      {action !== '' && <LetterPreview data={data} verdict={verdict} />}
      {mine ? <Submit sending={sent.sending}>{t('decide.send')}</Submit> : state === 'decided' && <p className={css.quiet}>{t('decide.unsent')}</p>}
    </Form>
  );
}

function textOf(action: DecisionAction | '') {
  if (action === 'dismiss') return 'decide.text.dismiss';
  return action === 'uphold' || action === 'reject' ? 'decide.text.answer' : 'decide.text';
}

/** Some actions do, and are called, something else where a case came from elsewhere. */
function nameOf(action: DecisionAction, { kind, copy_id: copy }: Case) {
  if (action === 'dismiss' && kind === 'amended') return 'back';
  return action === 'ask_to_amend' && copy === undefined ? 'ask_person' : action;
}

function Choices({ legend, error, children }: { legend: string; error: string | undefined; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset className={css.choices} aria-describedby={error && id}>
      <legend className={form.label}>{legend}</legend>
      {error && <p className={form.error} id={id}><CircleAlert size={18} strokeWidth={2} aria-hidden="true" />{error}</p>}
      {children}
    </fieldset>
  );
}
