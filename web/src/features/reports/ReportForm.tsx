import { CircleAlert } from 'lucide-react';
import { useId } from 'react';
import { useWatch } from 'react-hook-form';
import button from '@/components/Button.module.css';
import { TextArea } from '@/components/form/Field';
import { Form, Submit } from '@/components/form/FormParts';
import form from '@/components/form/Form.module.css';
import { useSending } from '@/features/account/useSending';
import { useI18n } from '@/i18n/useI18n';
import { words as refusals } from './problems';
import type { Target } from './target';
import { MOST_CHARACTERS, type ReportWords, VIOLATIONS } from './terms';
import css from './ReportDialog.module.css';

interface Props {
  kind: Target['kind'];
  words: ReportWords;
  send: (words: ReportWords) => Promise<void>;
  action: string;
  hint: string | undefined;
  cancel: () => void;
}

/** What is wrong, in plain words, and what becomes of it. */
export function ReportForm({ kind, words, send, action, hint, cancel }: Props) {
  const { t } = useI18n();
  const id = useId();
  const { form: { control, register }, error, ...sent } = useSending<ReportWords>(words, send, refusals);
  const [violation, text] = useWatch({ control, name: ['violation', 'text'] });
  const wrong = error('violation');
  const left = MOST_CHARACTERS - text.length;
  return (
    <Form {...sent}>
      <fieldset className={css.violations} aria-describedby={wrong && id}>
        <legend className={form.label}>{t('report.violation')}</legend>
        {wrong && <p className={form.error} id={id}><CircleAlert size={18} strokeWidth={2} aria-hidden="true" />{wrong}</p>}
        {VIOLATIONS.map((one) => (
          <label key={one} className={css.violation}>
            <input type="radio" value={one} {...register('violation', { required: t('report.violation.missing') })} />
            <span>
              <span className={css.name}>{t(`report.${kind}.${one}`)}</span>
              <span className={css.hint}>{t(`report.${kind}.${one}.hint`)}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <TextArea
        {...register('text', { validate: (typed, { violation: chosen }) => chosen !== 'other' || typed.trim() !== '' || t('report.text.missing') })}
        label={t('report.text')}
        hint={t(violation === 'other' ? 'report.text.hint' : 'report.text.optional')}
        aside={left < 200 && <span className={form.left}>{t('report.left', { n: left })}</span>}
        error={error('text')}
        maxLength={MOST_CHARACTERS}
        rows={3}
      />
      <div className={css.next}>
        <h3 className={css.sub}>{t('report.next')}</h3>
        <ol className={css.steps}>
          <li>{t('report.next.1')}</li>
          <li>{t('report.next.2')}</li>
        </ol>
      </div>
      {hint && <p className={css.told}>{hint}</p>}
      <div className={css.actions}>
        <Submit sending={sent.sending}>{action}</Submit>
        <button type="button" className={button.button} onClick={cancel}>{t('report.cancel')}</button>
      </div>
    </Form>
  );
}
