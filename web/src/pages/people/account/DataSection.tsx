import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';
import css from './Account.module.css';

/** The way to what one may ask of one's data. */
export function DataSection() {
  const { t } = useI18n();
  return (
    <Section id="data" title={t('own.account_data.title')} lead={t('account.data.lead')}>
      <p className={css.acts}>
        <LocalLink to="/account/data" className={button.button}>{t('account.data.take')}</LocalLink>
        <LocalLink to="/account/leave" className={cx(button.button, button.quiet)}>{t('own.account_leave.title')}</LocalLink>
      </p>
    </Section>
  );
}
