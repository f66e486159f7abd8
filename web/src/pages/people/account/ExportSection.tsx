import { useQuery, useQueryClient } from '@tanstack/react-query';
import { CircleAlert, Download } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ApiError, body } from '@/api/client';
import type { Export } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { formatMoment, formatTime } from '@/features/account/moment';
import { exportQuery } from '@/features/privacy/queries';
import { sizeOf } from '@/features/privacy/size';
import { useProof } from '@/features/security/proof';
import { attend, useActing } from '@/features/security/useActing';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';
import account from './Account.module.css';
import css from './Privacy.module.css';

/** Everything that is known of oneself: asked for, gathered while one waits or not, and downloaded. */
export function ExportSection() {
  const { t } = useI18n();
  const made = useQuery(exportQuery);
  const { ask, busy, failed } = useAsking();
  const again = (words: 'export.ask' | 'export.again' | 'export.failed.again', primary = true) => (
    <button type="button" className={cx(button.button, primary && button.primary)} aria-disabled={busy} onClick={() => void ask()}>{t(busy ? 'form.sending' : words)}</button>
  );
  return (
    <Section id="export" title={t('export.title')} lead={t('export.what')}>
      <QueryState query={made} loading={<Loading />} part>
        {(now) => {
          if (now?.state === 'running') return <Running made={now} />;
          if (now?.state === 'ready') return <Ready made={now}>{again('export.again', false)}</Ready>;
          if (now?.state === 'failed') return <Failed>{again('export.failed.again')}</Failed>;
          return <div className={css.ask}>{again('export.ask')}<p className={account.quiet}>{t('export.ask.hint')}</p></div>;
        }}
      </QueryState>
      <p role="alert" className={account.failed}>{failed}</p>
      <Aloud made={made.data ?? undefined} />
    </Section>
  );
}

function useAsking() {
  const queries = useQueryClient();
  const withProof = useProof();
  const { act, busy, failed } = useActing();
  const ask = () => act(async () => {
    try {
      queries.setQueryData(exportQuery.queryKey, await withProof(() => body(own.POST('/api/v1/me/export'))));
    } catch (error) {
      // Another tab, or another device, was quicker.
      if (!(error instanceof ApiError && error.code === 'export_running')) throw error;
    }
    // The button goes away.
    attend('export');
    return undefined;
  });
  return { ask, busy, failed };
}

function Running({ made: { documents, photos } }: { made: Export }) {
  const { t } = useI18n();
  return (
    <div className={css.state}>
      <h3 id="gathering">{t('export.running')}</h3>
      {/* Without a value: how much is left nobody knows yet. */}
      <progress className={css.progress} aria-labelledby="gathering" />
      <p>{t('export.soFar', { documents, photos })}</p>
      <p className={account.quiet}>{t('export.running.hint')}</p>
    </div>
  );
}

function Ready({ made, children }: { made: Export; children: React.ReactNode }) {
  const i18n = useI18n();
  const { t, locale } = i18n;
  const { documents, photos, parts, asked_at: asked, finished_at: finished = asked, removed_at: removed, urls_until: until } = made;
  return (
    <div className={css.state}>
      <h3>{t('export.ready')}</h3>
      <p>{t('export.sum', { moment: formatMoment(locale, finished), documents, photos })}</p>
      <ul role="list" className={css.parts}>
        {parts.map(({ url, bytes }, i) => {
          const values = { part: i + 1, all: parts.length, size: sizeOf(i18n, bytes) };
          return (
            <li key={i}>
              <a href={url} download className={cx(button.button, button.primary, css.part)}>
                <Download size={20} strokeWidth={1.75} aria-hidden="true" />
                {t(parts.length === 1 ? 'export.only' : 'export.part', values)}
              </a>
            </li>
          );
        })}
      </ul>
      <div>
        {until !== undefined && <p className={account.quiet}>{t('export.until.urls', { time: formatTime(locale, until) })}</p>}
        {removed !== undefined && <p className={account.quiet}>{t('export.until.files', { moment: formatMoment(locale, removed) })}</p>}
      </div>
      <div className={css.ask}>{children}<p className={account.quiet}>{t('export.again.hint')}</p></div>
    </div>
  );
}

function Failed({ children }: { children: React.ReactNode }) {
  const { t } = useI18n();
  return (
    <div className={css.state}>
      <div className={form.alert}>
        <CircleAlert size={22} strokeWidth={1.75} aria-hidden="true" />
        <div><h3>{t('export.failed')}</h3><p>{t('export.failed.text')}</p></div>
      </div>
      <div>{children}</div>
    </div>
  );
}

/** Milliseconds: nobody wants to hear every number. */
const CALM = 15_000;

/** How far it is, for the ear: at once what state it has come to, and of the numbers now and then the newest. */
function Aloud({ made }: { made: Export | undefined }) {
  const { t } = useI18n();
  const { state, documents = 0, photos = 0 } = made ?? {};
  const newest = useRef({ documents, photos });
  useEffect(() => { newest.current = { documents, photos }; });
  const [said, setSaid] = useState<{ documents: number; photos: number }>();
  useEffect(() => {
    if (state !== 'running') return;
    const timer = setInterval(() => { setSaid(newest.current); }, CALM);
    return () => {
      clearInterval(timer);
      setSaid(undefined);
    };
  }, [state]);
  const words = {
    running: () => (said ? t('export.soFar', said) : t('export.running')),
    ready: () => t('export.ready'),
    failed: () => t('export.failed'),
  };
  return <p role="status" className="visually-hidden">{state && words[state]()}</p>;
}
