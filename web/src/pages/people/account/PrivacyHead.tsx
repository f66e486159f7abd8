import { ArrowLeft } from 'lucide-react';
import { LocalLink } from '@/components/LocalLink';
import { Ribbon } from '@/components/Ribbon';
import { useI18n } from '@/i18n/useI18n';
import css from './Privacy.module.css';

/** Of a page behind the one of the account, which leads back to it. */
export function PrivacyHead({ title, lead }: { title: string; lead: string }) {
  const { t } = useI18n();
  return (
    <div className={css.head}>
      <Ribbon className={css.ribbon} length={40} />
      <LocalLink to="/account" className={css.back}><ArrowLeft size={18} strokeWidth={1.75} aria-hidden="true" />{t('own.account.title')}</LocalLink>
      <h1>{title}</h1>
      <p className={css.lead}>{lead}</p>
    </div>
  );
}
