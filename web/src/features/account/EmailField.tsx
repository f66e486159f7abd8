import type { ComponentProps } from 'react';
import { TextField } from '@/components/form/Field';
import { useI18n } from '@/i18n/useI18n';

/** The address by which an account is known: to a password manager, its user name. */
export function EmailField(field: Omit<ComponentProps<typeof TextField>, 'label' | 'type'> & { label?: string }) {
  const { t } = useI18n();
  return <TextField autoComplete="username" label={t('field.email')} {...field} type="email" autoCapitalize="none" spellCheck={false} required />;
}
