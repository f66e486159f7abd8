import { missingTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { Notice } from '@/components/states/Notice';
import { useI18n } from '@/i18n/useI18n';

export default function NotFoundPage() {
  const { t, locale } = useI18n();
  useMeta(missingTitle(locale));
  return (
    <Notice asPage title={t('state.notFound.title')} text={t('state.notFound.text')}>
      <LocalLink to="/" className={cx(button.button, button.primary)}>{t('state.notFound.home')}</LocalLink>
      <LocalLink to="/search" className={button.button}>{t('search.empty.browse')}</LocalLink>
    </Notice>
  );
}
