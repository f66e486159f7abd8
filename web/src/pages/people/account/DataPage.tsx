import { useInfiniteQuery } from '@tanstack/react-query';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import form from '@/components/form/Form.module.css';
import { formatMoment } from '@/features/account/moment';
import { auditQuery } from '@/features/account/queries';
import { stayedAt } from '@/features/privacy/audit';
import { useI18n } from '@/i18n/useI18n';
import { ExportSection } from './ExportSection';
import { PrivacyHead } from './PrivacyHead';
import { Section } from './Section';
import { Signed } from './Signed';
import css from './Privacy.module.css';

/** What one may ask of one's data: to have them, to see what happened to them, to have them erased. */
export function DataPage() {
  return <Signed>{() => <Data />}</Signed>;
}

function Data() {
  const { t } = useI18n();
  return (
    <div className={css.page}>
      <PrivacyHead title={t('own.account_data.title')} lead={t('data.lead')} />
      <Stayed />
      <ExportSection />
      <Section id="history" title={t('own.account_history.title')} lead={t('data.history.lead')}>
        <p><LocalLink to="/account/history" className={button.button}>{t('account.history.all')}</LocalLink></p>
      </Section>
      <Section id="leave" title={t('data.leave.title')} lead={t('data.leave.lead')}>
        <p><LocalLink to="/account/leave" className={button.button}>{t('own.account_leave.title')}</LocalLink></p>
      </Section>
    </div>
  );
}

/** Who has come back in time sees that it holds. */
function Stayed() {
  const { t, locale } = useI18n();
  const { data } = useInfiniteQuery(auditQuery);
  const moment = stayedAt(data?.pages[0]?.items ?? []);
  if (moment === undefined) return null;
  return <p className={cx(form.alert, form.good)}>{t('data.stayed', { moment: formatMoment(locale, moment) })}</p>;
}
