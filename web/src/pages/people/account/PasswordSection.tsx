import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { done } from '@/api/client';
import { PasswordField } from '@/components/form/Field';
import { Done, Form, Submit } from '@/components/form/FormParts';
import { NewPasswordField } from '@/features/account/NewPasswordField';
import { needed } from '@/features/account/rules';
import { useSending } from '@/features/account/useSending';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';

export function PasswordSection({ email }: { email: string }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [changed, setChanged] = useState(false);
  const { form: { register, control }, error, ...form } = useSending({ current_password: '', password: '' }, async (passwords, clear) => {
    setChanged(false);
    await done(own.PUT('/api/v1/me/password', { body: passwords }));
    clear();
    setChanged(true);
    void queries.invalidateQueries({ queryKey: ['me'] });
  });
  const password = useWatch({ control, name: 'password' });
  return (
    <Section id="password" title={t('account.password')} lead={t('account.password.lead')}>
      <Form {...form}>
        {/* For password managers: whose password it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordField {...register('current_password', needed(t))} label={t('field.password.current')} error={error('current_password')} autoComplete="current-password" required />
        <NewPasswordField {...register('password', needed(t))} typed={password} label={t('field.password.new')} error={error('password')} />
        <Submit sending={form.sending}>{t('account.password.action')}</Submit>
        <Done>{changed && t('account.password.done')}</Done>
      </Form>
    </Section>
  );
}
