import type { ComponentProps } from 'react';
import { TextField } from '@/components/form/Field';
import { useI18n } from '@/i18n/useI18n';
import css from './FirstName.module.css';

/** Asked once, with the first books one offers. */
export function FirstName({ error, ...input }: { error: string | undefined } & Pick<ComponentProps<'input'>, 'name' | 'value' | 'onChange' | 'onBlur' | 'ref'>) {
  const { t } = useI18n();
  return (
    <div className={css.first}>
      <h2 className={css.title}>{t('many.first.title')}</h2>
      <p className={css.quiet}>{t('many.first.text')}</p>
      <TextField {...input} label={t('field.name')} hint={t('field.name.hint')} error={error} autoComplete="nickname" maxLength={80} />
    </div>
  );
}
