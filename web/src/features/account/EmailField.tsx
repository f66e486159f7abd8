import type { ComponentProps } from 'react';
import { TextField } from '@/components/form/Field';
import { useI18n } from '@/i18n/useI18n';

/** The address by which an account is known: to a password manager, its user name. */
export function EmailField(field: Omit<ComponentProps<typeof TextField>, 'label' | 'type'>) {
  const { t } = useI18n();
  return <TextField {...field} label={t('field.email')} type="email" autoComplete="username" autoCapitalize="none" spellCheck={false} required />;
}
