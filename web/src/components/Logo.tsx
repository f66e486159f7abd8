import { useI18n } from '@/i18n/useI18n';
import { LocalLink } from './LocalLink';
import { Ribbon } from './Ribbon';
import css from './Logo.module.css';

export function Logo() {
  const { t } = useI18n();
  return (
    <LocalLink to="/" className={css.logo} aria-label={t('nav.home')}>
      {t('app.name')}
      <Ribbon className={css.ribbon} length={26} />
    </LocalLink>
  );
}
