import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { body } from '@/api/client';
import type { Account } from '@/api/types';
import { SelectField, TextField } from '@/components/form/Field';
import { Done, Form, Submit } from '@/components/form/FormParts';
import { accountQuery } from '@/features/account/queries';
import { useSending } from '@/features/account/useSending';
import { accountChanged, own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';

export function ProfileSection({ account }: { account: Account }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [saved, setSaved] = useState(false);
  const { form: { register }, error, ...form } = useSending({ name: account.name, language: account.language }, async ({ name, language }) => {
    setSaved(false);
    const changed = await body(own.PATCH('/api/v1/me', { body: { name: name.trim(), language } }));
    queries.setQueryData(accountQuery.queryKey, changed);
    accountChanged(changed);
    setSaved(true);
  });
  return (
    <Section id="profile" title={t('account.profile')}>
      <Form {...form}>
        <TextField
          {...register('name', { validate: (typed) => typed.trim() !== '' || t('problem.name.too_short') })}
          label={t('field.name')}
          hint={t('field.name.hint')}
          error={error('name')}
          autoComplete="nickname"
          maxLength={80}
          required
        />
        <SelectField {...register('language')} label={t('field.language')} error={error('language')}>
          <option value="uk" lang="uk">Українська</option>
          <option value="en" lang="en">English</option>
        </SelectField>
        <Submit sending={form.sending}>{t('account.save')}</Submit>
        <Done>{saved && t('account.saved')}</Done>
      </Form>
    </Section>
  );
}
