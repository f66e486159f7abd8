import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { Link } from 'react-router';
import { api, body, done } from '@/api/client';
import button from '@/components/Button.module.css';
import { TextField } from '@/components/form/Field';
import { Done, Form, Submit } from '@/components/form/FormParts';
import { EmailField } from '@/features/account/EmailField';
import { NewPasswordField } from '@/features/account/NewPasswordField';
import { OrPasskey, WhatPasskeyIs } from '@/features/account/OrPasskey';
import { makePasskey } from '@/features/account/passkey';
import { needed, firstPassword } from '@/features/account/rules';
import { useSending } from '@/features/account/useSending';
import { useI18n } from '@/i18n/useI18n';
import { Card, ToAddress } from './Card';
import css from './Card.module.css';
import { useNext } from './useNext';

export function SignUpPage() {
  const { t, locale } = useI18n();
  const { through } = useNext();
  const [sent, setSent] = useState(0);
  const [made, setMade] = useState(false);
  const [busy, setBusy] = useState(false);
  const about = ({ name, email }: { name: string; email: string }) => ({ email: email.trim(), language: locale, ...(name.trim() && { name: name.trim() }) });
  const { form: { register, control, getValues, trigger }, error, telling, ...form } = useSending({ name: '', email: '', password: '' }, async ({ password, ...who }) => {
    await done(api.POST('/api/v1/accounts', { body: { ...about(who), password } }));
    setSent((times) => times + 1);
  });
  const withPasskey = async () => {
    if (!(await trigger(['name', 'email'], { shouldFocus: true }))) return;
    setBusy(true);
    await telling(async () => {
      const who = about(getValues());
      const credential = await makePasskey(await body(api.POST('/api/v1/accounts/passkey/options', { body: who })));
      await done(api.POST('/api/v1/accounts/passkey', { body: { ...who, credential } }));
      setMade(true);
    });
    setBusy(false);
  };
  const password = useWatch({ control, name: 'password' });

  if (made) {
    return (
      <Card title={t('signUp.sent.title')} lead={<ToAddress id="signUp.sent.text" email={getValues('email').trim()} />}>
        <p>{t('passkey.sent.help')}</p>
        <div className={css.actions}>
          <Link to={through('/sign-in')} className={button.button}>{t('signIn.action')}</Link>
          <button type="button" className={button.button} onClick={() => { setMade(false); }}>{t('signUp.edit')}</button>
        </div>
      </Card>
    );
  }
  if (sent > 0) {
    return (
      <Card title={t('signUp.sent.title')} lead={<ToAddress id="signUp.sent.text" email={getValues('email').trim()} />}>
        <p>{t('signUp.sent.help')}</p>
        <Done>{sent > 1 && t('signUp.againDone')}</Done>
        <Form {...form}>
          <div className={css.actions}>
            <Submit sending={form.sending}>{t('signUp.again')}</Submit>
            <button type="button" className={button.button} onClick={() => { setSent(0); }}>{t('signUp.edit')}</button>
          </div>
        </Form>
      </Card>
    );
  }
  return (
    <Card
      title={t('own.sign_up.title')}
      lead={t('signUp.lead')}
      foot={<>{t('signUp.have')} <Link to={through('/sign-in')}>{t('signIn.action')}</Link></>}
    >
      <Form {...form}>
        <TextField {...register('name')} label={t('field.name.optional')} hint={t('field.name.hint')} error={error('name')} autoComplete="nickname" maxLength={80} />
        <EmailField {...register('email', needed(t))} error={error('email')} />
        <NewPasswordField
          {...register('password', firstPassword(t))}
          typed={password}
          label={t('field.password')}
          error={error('password')}
        />
        <Submit sending={form.sending}>{t('signUp.action')}</Submit>
      </Form>
      <OrPasskey action={t('passkey.signUp.action')} without={t('passkey.signUp.no')} busy={busy} go={() => void withPasskey()}><WhatPasskeyIs /></OrPasskey>
    </Card>
  );
}
