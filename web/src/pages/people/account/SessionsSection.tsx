import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Monitor, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { done } from '@/api/client';
import type { SessionCard } from '@/api/types';
import button from '@/components/Button.module.css';
import { Done } from '@/components/form/FormParts';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { deviceOf, isPhone } from '@/features/account/device';
import { formatMoment } from '@/features/account/moment';
import { problem } from '@/features/account/problems';
import { sessionsQuery } from '@/features/account/queries';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';
import css from './Account.module.css';

export function SessionsSection() {
  const { t } = useI18n();
  const sessions = useQuery(sessionsQuery);
  const { end, told, failed } = useEnding();
  return (
    <Section id="sessions" title={t('account.sessions')}>
      <QueryState query={sessions} loading={<Loading />} part>
        {({ items }) => (
          <>
            <ul role="list" className={css.list}>
              {items.map((session) => <SessionRow key={session.id} session={session} end={() => { void end(session.id); }} />)}
            </ul>
            {items.length > 1 && (
              <button type="button" className={button.button} onClick={() => void end()}>{t('account.sessions.others')}</button>
            )}
          </>
        )}
      </QueryState>
      <Done>{told}</Done>
      <p role="alert" className={css.failed}>{failed}</p>
    </Section>
  );
}

/** Ends one session, or without an id all others. The button goes away with it: the attention stays in the section. */
function useEnding() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [told, setTold] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const end = async (id?: string) => {
    setTold(undefined);
    setFailed(undefined);
    try {
      await done(id === undefined ? own.DELETE('/api/v1/me/sessions') : own.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } }));
      document.getElementById('sessions')?.focus();
      await queries.invalidateQueries({ queryKey: ['me'] });
      setTold(t(id === undefined ? 'account.sessions.othersEnded' : 'account.sessions.ended'));
    } catch (error) {
      setFailed(problem(t, error));
    }
  };
  return { end, told, failed };
}

function SessionRow({ session, end }: { session: SessionCard; end: () => void }) {
  const { t, locale } = useI18n();
  const { user_agent: agent, address, current } = session;
  const device = deviceOf(agent) ?? t('account.device.unknown');
  const moment = formatMoment(locale, session.created_at);
  const Icon = isPhone(agent) ? Smartphone : Monitor;
  return (
    <li className={css.row}>
      <Icon className={css.icon} size={24} strokeWidth={1.75} aria-hidden="true" />
      <div className={css.words}>
        <p className={css.name}>{device}</p>
        {current
          ? <p className={css.here}>{t('account.sessions.current')}</p>
          : <p className={css.quiet}>{t('account.sessions.seen', { moment: formatMoment(locale, session.refreshed_at) })}</p>}
        <p className={css.quiet}>{t('account.sessions.from', { moment, address })}</p>
      </div>
      {!current && (
        <button type="button" className={button.button} aria-label={t('account.sessions.endOf', { device, moment })} onClick={end}>
          {t('account.sessions.end')}
        </button>
      )}
    </li>
  );
}
