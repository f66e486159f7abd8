import { TriangleAlert } from 'lucide-react';
import type { AuditEntry } from '@/api/types';
import { deviceOf } from '@/features/account/device';
import { useI18n } from '@/i18n/useI18n';
import { isAlarming, sentenceOf } from './audit';
import css from './AuditLine.module.css';

/** One thing that happened: what, `when` in words, and from where, as far as that is known. */
export function AuditLine({ entry, when }: { entry: AuditEntry; when: string }) {
  const { t } = useI18n();
  const { at, action, address, user_agent: agent, by } = entry;
  const where = address !== '' ? t('account.audit.where', { device: deviceOf(agent) ?? t('account.device.unknown'), address }) : by !== undefined && t('history.byOthers');
  return (
    <>
      <p className={css.what}>{t(sentenceOf(entry), { action })}</p>
      {isAlarming(entry) && <p className={css.alarming}><TriangleAlert size={18} strokeWidth={1.75} aria-hidden="true" />{t('history.alarming')}</p>}
      <p className={css.quiet}>
        <time dateTime={at}>{when}</time>
        {where && ` · ${where}`}
      </p>
    </>
  );
}
