import { useQueryClient } from '@tanstack/react-query';
import { CircleCheck, CircleX, Clock, Scale } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { ApiError, body } from '@/api/client';
import type { Decision } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { TextArea } from '@/components/form/Field';
import { Done, Form, Submit } from '@/components/form/FormParts';
import formCss from '@/components/form/Form.module.css';
import { useSending } from '@/features/account/useSending';
import { words } from '@/features/reports/problems';
import { decisionsQuery } from '@/features/reports/queries';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import css from './Reports.module.css';

const MOST = 2000;

/** Whether a decision can be appealed, what was said, and what came of it. */
export function Appeal({ decision, what }: { decision: Decision; what: string }) {
  const { t, date } = useI18n();
  const [open, setOpen] = useState(false);
  const [sent, setSent] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const { appeal, may_appeal: may, appeal_until: until } = decision;
  return (
    <div className={css.appeal}>
      <Done>{sent && t('decisions.appeal.sent')}</Done>
      {appeal && <Outcome appeal={appeal} />}
      {!appeal && !may && <p className={css.quiet}>{t('decisions.appeal.late', { date: date(until) })}</p>}
      {/* A refusal may come when the list knows already that nothing can be sent any more: what was typed stays. */}
      {open ? (
        <AppealForm decision={decision} sent={() => { setSent(true); setOpen(false); }} leave={() => { setOpen(false); requestAnimationFrame(() => opener.current?.focus()); }} />
      ) : may && (
        <>
          <button ref={opener} type="button" className={cx(button.button, css.act)} aria-label={t('decisions.appeal.of', { what })} onClick={() => { setOpen(true); }}>
            <Scale size={18} strokeWidth={1.75} aria-hidden="true" />{t('decisions.appeal')}
          </button>
          <p className={css.quiet}>{t('decisions.court')}</p>
        </>
      )}
      {appeal?.state === 'rejected' && <p className={css.quiet}>{t('decisions.court')}</p>}
    </div>
  );
}

const ICONS = { pending: Clock, upheld: CircleCheck, rejected: CircleX };

function Outcome({ appeal: { state, text, at, decided_at: decided, answer } }: { appeal: NonNullable<Decision['appeal']> }) {
  const { t, date } = useI18n();
  const Icon = ICONS[state];
  return (
    <>
      <div className={cx(css.outcome, css[state])}>
        <Icon size={22} strokeWidth={1.75} aria-hidden="true" />
        <div>
          <p className={css.strong}>{t(`decisions.appeal.${state}`)}</p>
          <p>{t(`decisions.appeal.${state}.text`, { date: date(decided ?? at) })}</p>
        </div>
      </div>
      <dl className={css.facts}>
        <div className={css.fact}><dt>{t('decisions.appeal.yours')}</dt><dd className={css.words}>{text}</dd></div>
        {answer && <div className={css.fact}><dt>{t('decisions.appeal.answer')}</dt><dd className={css.words}>{answer}</dd></div>}
      </dl>
    </>
  );
}

function AppealForm({ decision: { id }, sent, leave }: { decision: Decision; sent: () => void; leave: () => void }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: decisionsQuery.queryKey });
  const { form: { control, register, setFocus }, error, ...form } = useSending({ text: '' }, async ({ text }) => {
    try {
      await body(own.POST('/api/v1/me/decisions/{id}/appeal', { params: { path: { id } }, body: { text: text.trim() } }));
    } catch (cause) {
      // It was done elsewhere, or too late: the card says so, too.
      if (cause instanceof ApiError && cause.status === 409) void again();
      throw cause;
    }
    await again();
    sent();
  }, words);
  useEffect(() => { setFocus('text'); }, [setFocus]);
  const left = MOST - useWatch({ control, name: 'text' }).length;
  return (
    <Form {...form}>
      <TextArea
        {...register('text', { validate: (typed) => typed.trim() !== '' || t('decisions.appeal.missing') })}
        label={t('decisions.appeal.title')}
        hint={t('decisions.appeal.hint')}
        aside={left < 300 && <span className={formCss.left}>{t('report.left', { n: left })}</span>}
        error={error('text')}
        maxLength={MOST}
        rows={5}
        required
      />
      <div className={css.acts}>
        <Submit sending={form.sending}>{t('decisions.appeal.send')}</Submit>
        <button type="button" className={button.button} onClick={leave}>{t('decisions.appeal.cancel')}</button>
      </div>
    </Form>
  );
}
