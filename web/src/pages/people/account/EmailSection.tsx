import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { done } from '@/api/client';
import { Done, Form, Submit } from '@/components/form/FormParts';
import { EmailField } from '@/features/account/EmailField';
import { needed } from '@/features/account/rules';
import { useSending } from '@/features/account/useSending';
import { words } from '@/features/security/problems';
import { useProof } from '@/features/security/proof';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';

export function EmailSection({ email: present }: { email: string }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const withProof = useProof();
  const [sentTo, setSentTo] = useState<string>();
  const { form: { register }, error, ...form } = useSending({ email: '' }, async ({ email }, clear) => {
    setSentTo(undefined);
    const wanted = email.trim();
    await withProof(() => done(own.PUT('/api/v1/me/email', { body: { email: wanted } })));
    clear();
    setSentTo(wanted);
    void queries.invalidateQueries({ queryKey: ['me'] });
  }, words);
  return (
    <Section id="email" title={t('account.email')} lead={t('account.email.lead', { email: present })}>
      <Form {...form}>
        <EmailField {...register('email', needed(t))} label={t('field.email.new')} autoComplete="email" error={error('email')} />
        <Submit sending={form.sending}>{t('account.email.action')}</Submit>
        <Done>{sentTo !== undefined && t('account.email.sent', { email: sentTo })}</Done>
      </Form>
    </Section>
  );
}
