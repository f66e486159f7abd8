import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { body } from '@/api/client';
import type { Case } from '@/api/types';
import button from '@/components/Button.module.css';
import { TextArea } from '@/components/form/Field';
import { Done, Form, Submit } from '@/components/form/FormParts';
import { formatMoment } from '@/features/account/moment';
import { useSending } from '@/features/account/useSending';
import { shortId } from '@/features/moderation/names';
import { words } from '@/features/moderation/problems';
import { restricts } from '@/features/moderation/verdict';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Fact } from './Evidence';
import css from './Case.module.css';

/** What was decided, and the appeal that somebody sends another way. */
export function Decided({ data, me }: { data: Case; me: string }) {
  const { t, locale } = useI18n();
  const { id, decision, others } = data;
  if (!decision) return null;
  const { action, violation, ground, ground_text: rule, text, by, at, applied } = decision;
  const appealed = others.some(({ kind, about }) => kind === 'appeal' && about === id);
  return (
    <>
      <p className={css.strong}>{t(`decided.action.${action}`)}</p>
      <dl className={css.facts}>
        {violation && <Fact name={t('decide.violation')}>{t(`violation.${violation}`)}</Fact>}
        {ground && <Fact name={t('decide.ground')}>{t(`decisions.ground.${ground}`, { text: rule ?? '' })}</Fact>}
        <Fact name={t('decisions.reasons')}><span className={css.lines}>{text}</span></Fact>
        <Fact name={t('decided.by')}>{by === me ? t('case.by.you') : t('case.by.moderator', { id: shortId(by) })}</Fact>
        <Fact name={t('decided.at')}><time dateTime={at}>{formatMoment(locale, at)}</time></Fact>
      </dl>
      {!applied && <p className={css.quiet}>{t('decided.applied.no')}</p>}
      {restricts(action) && <AppealFor id={id} appealed={appealed} />}
    </>
  );
}

function AppealFor({ id, appealed }: { id: string; appealed: boolean }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const leave = () => {
    setOpen(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  return (
    <>
      <Done>{done && t('appealFor.done')}</Done>
      {open && <AppealForm id={id} sent={() => { setOpen(false); setDone(true); }} leave={leave} />}
      {!open && !appealed && <button ref={opener} type="button" className={button.button} onClick={() => { setOpen(true); }}>{t('appealFor.open')}</button>}
    </>
  );
}

function AppealForm({ id, sent, leave }: { id: string; sent: () => void; leave: () => void }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const { form: { register, setFocus }, error, ...form } = useSending({ text: '' }, async ({ text }) => {
    await body(own.POST('/api/v1/moderation/cases/{id}/appeal', { params: { path: { id } }, body: { text: text.trim() } }));
    await queries.invalidateQueries({ queryKey: ['me', 'moderation'] });
    sent();
  }, words);
  useEffect(() => { setFocus('text'); }, [setFocus]);
  return (
    <Form {...form}>
      <TextArea {...register('text', { validate: (typed) => typed.trim() !== '' || t('appealFor.missing') })} label={t('appealFor.text')} hint={t('appealFor.hint')} error={error('text')} maxLength={2000} rows={5} required />
      <div className={css.acts}>
        <Submit sending={form.sending}>{t('appealFor.send')}</Submit>
        <button type="button" className={button.button} onClick={leave}>{t('appealFor.cancel')}</button>
      </div>
    </Form>
  );
}
