import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntry } from '@/api/types';
import { LoadMore } from '@/components/LoadMore';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { deviceOf } from '@/features/account/device';
import { formatMoment } from '@/features/account/moment';
import { auditQuery } from '@/features/account/queries';
import type { MessageId } from '@/i18n/messages';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';
import css from './Account.module.css';

const KNOWN = [
  'sign_in', 'sign_in_with_passkey', 'change_password', 'reset_password', 'refresh_token_replayed', 'register_passkey', 'rename_passkey', 'remove_passkey',
  'passkey_counter_went_back', 'confirm_totp', 'remove_totp', 'renew_recovery_codes', 'use_recovery_code', 'second_factor_failed', 'prove_identity', 'change_email', 'email_changed', 'create_api_token', 'remove_api_token',
] as const;
const messageOf = (action: string): MessageId => {
  const known = KNOWN.find((name) => name === action);
  return known ? `account.audit.${known}` : 'account.audit.other';
};

export function AuditSection() {
  const { t } = useI18n();
  const audit = useInfiniteQuery(auditQuery);
  return (
    <Section id="audit" title={t('account.audit')} lead={t('account.audit.lead')}>
      <QueryState query={audit} loading={<Loading />} part>
        {({ pages }) => {
          const entries = pages.flatMap(({ items }) => items);
          return entries.length === 0 ? <p>{t('account.audit.empty')}</p> : (
            <>
              <ol role="list" className={css.list}>
                {entries.map((entry, i) => <Entry key={`${entry.at} ${String(i)}`} entry={entry} />)}
              </ol>
              <LoadMore query={audit} shown={entries.length} each="#audit ~ ol > li" />
            </>
          );
        }}
      </QueryState>
    </Section>
  );
}

function Entry({ entry: { at, action, address, user_agent: agent } }: { entry: AuditEntry }) {
  const { t, locale } = useI18n();
  return (
    <li className={css.entry} tabIndex={-1}>
      <p className={css.name}>{t(messageOf(action), { action })}</p>
      <p className={css.quiet}>
        <time dateTime={at}>{formatMoment(locale, at)}</time>
        {' · '}
        {t('account.audit.where', { device: deviceOf(agent) ?? t('account.device.unknown'), address })}
      </p>
    </li>
  );
}
