import { Dialog } from '@base-ui/react/dialog';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { body } from '@/api/client';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import dialog from '@/components/Dialog.module.css';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { signInPath } from '@/features/session/next';
import { own } from '@/features/session/own';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { forgetReport, keepReport, keptReport } from './kept';
import { latestReportsQuery } from './queries';
import { ReportForm } from './ReportForm';
import type { Target } from './target';
import { bodyOf, type ReportWords } from './terms';
import { WithWords } from './WithWords';
import css from './ReportDialog.module.css';

interface Props {
  target: Target;
  close: () => void;
}

const NOTHING: ReportWords = { violation: '', text: '' };

export default function ReportDialog({ target, close }: Props) {
  const anonymous = useSession().kind === 'anonymous';
  return (
    <WithWords>
      <Dialog.Root open onOpenChange={(open) => { if (!open) close(); }}>
        <Dialog.Portal>
          <Dialog.Backdrop className={dialog.backdrop} />
          <Dialog.Popup className={cx(dialog.popup, css.popup)}>
            {anonymous ? <Anonymous target={target} close={close} /> : <Own target={target} close={close} />}
          </Dialog.Popup>
        </Dialog.Portal>
      </Dialog.Root>
    </WithWords>
  );
}

function Head({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useI18n();
  return (
    <>
      <div className={dialog.head}>
        <Dialog.Title className={css.title}>{title}</Dialog.Title>
        <Dialog.Close className={cx(button.button, button.icon)} aria-label={t('report.close')}><X size={24} strokeWidth={1.75} aria-hidden="true" /></Dialog.Close>
      </div>
      <Dialog.Description className={dialog.text}>{children}</Dialog.Description>
    </>
  );
}

/** What is written is kept while one signs in. */
function Anonymous({ target, close }: Props) {
  const { t } = useI18n();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  return (
    <>
      <Head title={t(`report.${target.kind}.title`)}>{t('report.lead')}</Head>
      <ReportForm
        kind={target.kind}
        words={keptReport(target.id) ?? NOTHING}
        send={async (words) => {
          keepReport(target.id, words);
          await navigate(signInPath(`${pathname}${search}#report`));
        }}
        action={t('report.send.anonymous')}
        hint={t('report.anonymous')}
        cancel={close}
      />
    </>
  );
}

function Own(props: Props) {
  const { t, date } = useI18n();
  const { target } = props;
  const [sent, setSent] = useState(false);
  const reports = useQuery(latestReportsQuery);
  if (sent) return <After title={t('report.sent.title')} text={t('report.sent.text')} />;
  return (
    <QueryState query={reports} loading={<><Head title={t(`report.${target.kind}.title`)}>{t('report.lead')}</Head><Loading /></>} part>
      {({ items }) => {
        const before = items.find((one) => one.outcome === 'pending' && (target.kind === 'copy' ? one.copy_id : one.seller_id) === target.id);
        return before
          ? <After title={t('report.already.title')} text={t('report.already.text', { date: date(before.at) })} />
          : <OwnForm {...props} sent={() => { setSent(true); }} />;
      }}
    </QueryState>
  );
}

function OwnForm({ target, close, sent }: Props & { sent: () => void }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [kept] = useState(() => keptReport(target.id));
  return (
    <>
      <Head title={t(`report.${target.kind}.title`)}>{t('report.lead')}</Head>
      <ReportForm
        kind={target.kind}
        words={kept ?? NOTHING}
        send={async (words) => {
          await body(own.POST('/api/v1/reports', { body: bodyOf(target, words) }));
          forgetReport();
          sent();
          void queries.invalidateQueries({ queryKey: ['me', 'reports'] });
        }}
        action={t('report.send')}
        hint={kept && t('report.kept')}
        cancel={close}
      />
    </>
  );
}

/** The form is gone with the button that was pressed: the attention goes to what is said in its place. */
function After({ title, text }: { title: string; text: string }) {
  const { t } = useI18n();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { box.current?.querySelector('a')?.focus(); }, []);
  return (
    <>
      <Head title={title}>{text}</Head>
      <div className={dialog.actions} ref={box}>
        <LocalLink to="/reports" className={cx(button.button, button.primary)}>{t('report.toList')}</LocalLink>
        <Dialog.Close className={button.button}>{t('report.close')}</Dialog.Close>
      </div>
    </>
  );
}
