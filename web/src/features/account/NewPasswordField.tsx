import { Check } from 'lucide-react';
import type { ComponentProps } from 'react';
import { cx } from '@/components/cx';
import { PasswordField } from '@/components/form/Field';
import css from '@/components/form/Form.module.css';
import { useI18n } from '@/i18n/useI18n';
import { LEAST, lengthOf } from './rules';

/** It tells of the length alone: only that is known to help, and it asks for no kinds of characters. */
export function NewPasswordField({ typed, ...field }: { typed: string } & Omit<ComponentProps<typeof PasswordField>, 'hint' | 'aside'>) {
  const { t } = useI18n();
  const length = lengthOf(typed);
  const enough = length >= LEAST;
  return (
    <PasswordField
      {...field}
      autoComplete="new-password"
      required
      aside={length === 0 ? undefined : (
        <span className={cx(css.left, enough && css.enough)}>
          {enough && <Check size={16} strokeWidth={2.25} aria-hidden="true" />}
          {enough ? t('field.password.enough') : t('field.password.left', { n: LEAST - length })}
        </span>
      )}
      hint={
        <>
          <span className={css.meter} aria-hidden="true"><span style={{ transform: `scaleX(${String(Math.min(1, length / LEAST))})` }} /></span>
          {t('field.password.rule')}
        </>
      }
    />
  );
}
