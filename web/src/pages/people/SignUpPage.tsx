import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { Link } from 'react-router';
import { api, done } from '@/api/client';
import button from '@/components/Button.module.css';
import { TextField } from '@/components/form/Field';
import { Done, Form, Submit } from '@/components/form/FormParts';
import { EmailField } from '@/features/account/EmailField';
import { NewPasswordField } from '@/features/account/NewPasswordField';
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
  const { form: { register, control, getValues }, error, ...form } = useSending({ name: '', email: '', password: '' }, async ({ name, email, password }) => {
    const called = name.trim();
    await done(api.POST('/api/v1/accounts', { body: { email: email.trim(), password, language: locale, ...(called && { name: called }) } }));
    setSent((times) => times + 1);
  });
  const password = useWatch({ control, name: 'password' });

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
    </Card>
  );
}
