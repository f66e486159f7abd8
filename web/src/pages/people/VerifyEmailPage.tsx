import { useState } from 'react';
import { Link } from 'react-router';
import { api, done } from '@/api/client';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { Form, Submit } from '@/components/form/FormParts';
import { useSending } from '@/features/account/useSending';
import { isTokenInvalid } from '@/features/account/problems';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { Card } from './Card';
import { useMailToken } from './useMailToken';

/** It takes a press: programs that open the links of letters to look for viruses must not confirm an address. */
export function VerifyEmailPage() {
  const { t, path } = useI18n();
  const token = useMailToken();
  const [outcome, setOutcome] = useState<'done' | 'invalid'>();
  const form = useSending({}, async () => {
    try {
      await done(api.POST('/api/v1/email-verifications', { body: { token } }));
      setOutcome('done');
    } catch (error) {
      if (!isTokenInvalid(error)) throw error;
      setOutcome('invalid');
    }
  });
  // Who moves to another address is signed in, as a rule.
  const own = useSession().kind !== 'anonymous';
  const onward = own
    ? <Link to={path('/account')} className={cx(button.button, button.primary)}>{t('nav.account')}</Link>
    : <Link to={path('/sign-in')} className={cx(button.button, button.primary)}>{t('signIn.action')}</Link>;

  if (token === '') return <Card title={t('own.verify_email.title')} lead={t('verify.missing')}>{onward}</Card>;
  if (outcome) return <Card title={t(`verify.${outcome}.title`)} lead={t(own ? `verify.${outcome}.own` : `verify.${outcome}.text`)}>{onward}</Card>;
  return (
    <Card title={t('own.verify_email.title')} lead={t('verify.ready')}>
      <Form submit={form.submit} problem={form.problem}>
        <Submit sending={form.sending}>{t('verify.action')}</Submit>
      </Form>
    </Card>
  );
}
