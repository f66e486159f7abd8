import { useInfiniteQuery } from '@tanstack/react-query';
import button from '@/components/Button.module.css';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { formatMoment } from '@/features/account/moment';
import { auditQuery } from '@/features/account/queries';
import { AuditLine } from '@/features/privacy/AuditLine';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';
import css from './Account.module.css';

const NEWEST = 5;

/** What happened lately; the rest has its own page. */
export function AuditSection() {
  const { t, locale } = useI18n();
  const audit = useInfiniteQuery(auditQuery);
  return (
    <Section id="audit" title={t('account.audit')} lead={t('account.audit.lead')}>
      <QueryState query={audit} loading={<Loading />} part>
        {({ pages: [first] }) => first === undefined || first.items.length === 0 ? <p>{t('account.audit.empty')}</p> : (
          <>
            <ol role="list" className={css.list}>
              {first.items.slice(0, NEWEST).map((entry, i) => (
                <li key={`${entry.at} ${String(i)}`} className={css.entry}>
                  <AuditLine entry={entry} when={formatMoment(locale, entry.at)} />
                </li>
              ))}
            </ol>
            <p><LocalLink to="/account/history" className={button.button}>{t('account.history.all')}</LocalLink></p>
          </>
        )}
      </QueryState>
    </Section>
  );
}
