import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { done } from '@/api/client';
import type { Account } from '@/api/types';
import { PasswordField } from '@/components/form/Field';
import { Done, Form, Submit } from '@/components/form/FormParts';
import { NewPasswordField } from '@/features/account/NewPasswordField';
import { needed } from '@/features/account/rules';
import { useSending } from '@/features/account/useSending';
import { words } from '@/features/security/problems';
import { useProof } from '@/features/security/proof';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';

export function PasswordSection({ account: { email, has_password: has } }: { account: Account }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const withProof = useProof();
  const [changed, setChanged] = useState<'changed' | 'set'>();
  const { form: { register, control }, error, ...form } = useSending({ current_password: '', password: '' }, async ({ current_password: current, password }, clear) => {
    setChanged(undefined);
    await withProof(() => done(own.PUT('/api/v1/me/password', { body: { password, ...(has && { current_password: current }) } })));
    clear();
    setChanged(has ? 'changed' : 'set');
    void queries.invalidateQueries({ queryKey: ['me'] });
  }, words);
  const password = useWatch({ control, name: 'password' });
  return (
    <Section id="password" title={t('account.password')} lead={t(has ? 'account.password.lead' : 'account.password.lead.none')}>
      <Form {...form}>
        {/* For password managers: whose password it is. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        {has && <PasswordField {...register('current_password', needed(t))} label={t('field.password.current')} error={error('current_password')} autoComplete="current-password" required />}
        <NewPasswordField {...register('password', needed(t))} typed={password} label={t('field.password.new')} error={error('password')} />
        <Submit sending={form.sending}>{t(has ? 'account.password.action' : 'account.password.set')}</Submit>
        <Done>{changed && t(changed === 'changed' ? 'account.password.done' : 'account.password.isSet')}</Done>
      </Form>
    </Section>
  );
}
