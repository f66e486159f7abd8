import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { ApiError } from '@/api/client';
import { PasswordField } from '@/components/form/Field';
import { Form, Submit } from '@/components/form/FormParts';
import { CodeField } from '@/features/account/CodeField';
import { EmailField } from '@/features/account/EmailField';
import { OrPasskey } from '@/features/account/OrPasskey';
import { needed } from '@/features/account/rules';
import { useSending } from '@/features/account/useSending';
import { signIn } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Card } from './Card';
import css from './Card.module.css';
import { useNext } from './useNext';
import { usePasskeySignIn } from './usePasskeySignIn';

export function SignInPage() {
  const { t, path } = useI18n();
  const { next, through } = useNext();
  const navigate = useNavigate();
  // The server says so when the password is right and the account wants more than that.
  const [second, setSecond] = useState(false);
  const entered = async () => { await navigate(next ?? path('/'), { replace: true }); };
  const { form: { register, setFocus }, error, telling, ...form } = useSending({ email: '', password: '', code: '' }, async ({ email, password, code }) => {
    try {
      await signIn({ email: email.trim(), password, ...(second && { code: code.replace(/\s/g, '') }) });
      await entered();
    } catch (cause) {
      if (!(cause instanceof ApiError && cause.code === 'second_factor_required')) throw cause;
      setSecond(true);
    }
  });
  const passkey = usePasskeySignIn(telling, entered);
  useEffect(() => { if (second) setFocus('code'); }, [second, setFocus]);
  return (
    <Card
      title={t('own.sign_in.title')}
      {...(second ? { lead: t('signIn.second') } : next !== undefined && { lead: t('signIn.needed') })}
      foot={<>{t('signIn.new')} <Link to={through('/sign-up')}>{t('signIn.new.action')}</Link></>}
    >
      <Form {...form}>
        <EmailField {...register('email', needed(t))} error={error('email')} autoComplete="username webauthn" />
        <PasswordField {...register('password', needed(t))} label={t('field.password')} error={error('password')} autoComplete="current-password" required />
        {second && <CodeField {...register('code', needed(t))} error={error('code')} />}
        <Link to={through('/reset-password')} className={css.forgot}>{t('signIn.forgot')}</Link>
        <Submit sending={form.sending}>{t('signIn.action')}</Submit>
      </Form>
      <OrPasskey action={t('passkey.signIn')} without={t('passkey.signIn.no')} {...passkey} />
    </Card>
  );
}
