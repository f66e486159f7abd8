import { useEffect, useRef, useState } from 'react';
import { useWatch } from 'react-hook-form';
import { Link } from 'react-router';
import { api, done } from '@/api/client';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { heading } from '@/components/heading';
import { Form, Submit } from '@/components/form/FormParts';
import { EmailField } from '@/features/account/EmailField';
import { NewPasswordField } from '@/features/account/NewPasswordField';
import { isTokenInvalid } from '@/features/account/problems';
import { needed } from '@/features/account/rules';
import { useSending } from '@/features/account/useSending';
import { useI18n } from '@/i18n/useI18n';
import { Card, ToAddress } from './Card';
import { useMailToken } from './useMailToken';
import { useNext } from './useNext';

/** With the token of a letter one sets the password; without, one asks for the letter. */
export function ResetPasswordPage() {
  const token = useMailToken();
  const before = useRef(token);
  useEffect(() => {
    if (before.current !== token) heading()?.focus();
    before.current = token;
  }, [token]);
  return token === '' ? <AskForLetter /> : <SetPassword key={token} token={token} />;
}

function AskForLetter() {
  const { t } = useI18n();
  const { through } = useNext();
  const [sentTo, setSentTo] = useState<string>();
  const { form: { register }, error, ...form } = useSending({ email: '' }, async ({ email }) => {
    await done(api.POST('/api/v1/password-resets', { body: { email: email.trim() } }));
    setSentTo(email.trim());
  });
  const back = <Link to={through('/sign-in')}>{t('signIn.action')}</Link>;
  if (sentTo !== undefined) {
    return (
      <Card title={t('reset.sent.title')} lead={<ToAddress id="reset.sent.text" email={sentTo} />} foot={back}>
        <p>{t('signUp.sent.help')}</p>
        <button type="button" className={button.button} onClick={() => { setSentTo(undefined); }}>{t('signUp.edit')}</button>
      </Card>
    );
  }
  return (
    <Card title={t('own.reset_password.title')} lead={t('reset.lead')} foot={back}>
      <Form {...form}>
        <EmailField {...register('email', needed(t))} error={error('email')} />
        <Submit sending={form.sending}>{t('reset.action')}</Submit>
      </Form>
    </Card>
  );
}

function SetPassword({ token }: { token: string }) {
  const { t, path } = useI18n();
  const [outcome, setOutcome] = useState<'done' | 'invalid'>();
  const { form: { register, control }, error, ...form } = useSending({ password: '' }, async ({ password }) => {
    try {
      await done(api.PUT('/api/v1/password-resets', { body: { token, password } }));
      setOutcome('done');
    } catch (cause) {
      if (!isTokenInvalid(cause)) throw cause;
      setOutcome('invalid');
    }
  });
  const password = useWatch({ control, name: 'password' });
  const primary = cx(button.button, button.primary);

  if (outcome === 'done') {
    return <Card title={t('reset.done.title')} lead={t('reset.done.text')}><Link to={path('/sign-in')} className={primary}>{t('signIn.action')}</Link></Card>;
  }
  if (outcome === 'invalid') {
    return <Card title={t('reset.invalid.title')} lead={t('reset.invalid.text')}><Link to={path('/reset-password')} className={primary}>{t('reset.again')}</Link></Card>;
  }
  return (
    <Card title={t('own.reset_password.title')} lead={t('reset.set.lead')}>
      <Form {...form}>
        <NewPasswordField
          {...register('password', needed(t))}
          typed={password}
          label={t('field.password.new')}
          error={error('password')}
        />
        <Submit sending={form.sending}>{t('reset.set.action')}</Submit>
      </Form>
    </Card>
  );
}
