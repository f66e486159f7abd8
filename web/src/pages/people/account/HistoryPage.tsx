import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntry } from '@/api/types';
import button from '@/components/Button.module.css';
import { LoadMore } from '@/components/LoadMore';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { formatDay, formatTime } from '@/features/account/moment';
import { auditQuery } from '@/features/account/queries';
import { AuditLine } from '@/features/privacy/AuditLine';
import type { Locale } from '@/i18n/locale';
import { useI18n } from '@/i18n/useI18n';
import { PrivacyHead } from './PrivacyHead';
import { Signed } from './Signed';
import account from './Account.module.css';
import css from './Privacy.module.css';

/** All that happened to the account, day by day. */
export function HistoryPage() {
  return <Signed>{() => <History />}</Signed>;
}

function History() {
  const { t, locale } = useI18n();
  const audit = useInfiniteQuery(auditQuery);
  return (
    <div className={css.page}>
      <PrivacyHead title={t('own.account_history.title')} lead={t('history.lead')} />
      <p className={account.acts}>
        <LocalLink to="/account#password" className={button.button}>{t('history.password')}</LocalLink>
        <LocalLink to="/account#sessions" className={button.button}>{t('history.sessions')}</LocalLink>
      </p>
      <QueryState query={audit} loading={<Loading />} part>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items);
          return entries.length === 0 ? <p>{t('account.audit.empty')}</p> : (
            <div className={css.days}>
              {daysOf(locale, entries).map(({ day, entries: those }, n) => (
                <section key={day} className={account.section} aria-labelledby={`day-${String(n)}`}>
                  <h2 id={`day-${String(n)}`} className={css.day}>{day}</h2>
                  <ol role="list" className={account.list}>
                    {those.map((entry, i) => (
                      <li key={`${entry.at} ${String(i)}`} className={account.entry} tabIndex={-1}>
                        <AuditLine entry={entry} when={formatTime(locale, entry.at)} />
                      </li>
                    ))}
                  </ol>
                </section>
              ))}
              <LoadMore query={audit} shown={entries.length} each="main section ol > li" />
            </div>
          );
        }}
      </QueryState>
    </div>
  );
}

/** Newest first, as they come. */
function daysOf(locale: Locale, entries: AuditEntry[]): { day: string; entries: AuditEntry[] }[] {
  const days = new Map<string, AuditEntry[]>();
  for (const entry of entries) {
    const day = formatDay(locale, entry.at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days].map(([day, those]) => ({ day, entries: those }));
}
