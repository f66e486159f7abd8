import type { ComponentProps } from 'react';
import { TextField } from '@/components/form/Field';
import { useI18n } from '@/i18n/useI18n';

/** A code of the sign-in app, or a recovery code, as one types it: spaces and case are the server's to overlook. */
export function CodeField(field: Omit<ComponentProps<typeof TextField>, 'label' | 'hint'>) {
  const { t } = useI18n();
  return (
    <TextField
      {...field}
      label={t('field.code')}
      hint={t('field.code.hint')}
      autoComplete="one-time-code"
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      required
    />
  );
}
