import { ApiError, NoAnswer } from '@/api/client';
import type { MessageId } from '@/i18n/messages';
import { useI18n } from '@/i18n/useI18n';
import { cx } from '../cx';
import button from '../Button.module.css';
import { LocalLink } from '../LocalLink';
import { useOnline } from '../useOnline';
import { Notice } from './Notice';
import css from './Notice.module.css';

interface Props {
  error: Error;
  retry: () => void;
  /** What to say when the thing does not exist. */
  notFound?: MessageId;
  /** A part of a page failed, which has a heading and other parts. */
  part?: boolean;
}

/** What happened, what to do, and the server's code for whoever will look into it. */
export function Failure({ error, retry, notFound = 'state.notFound.title', part = false }: Props) {
  const { t } = useI18n();
  const online = useOnline();
  const status = error instanceof ApiError ? error.status : undefined;
  const home = <LocalLink to="/" className={button.button}>{t('state.notFound.home')}</LocalLink>;

  if (status === 404) {
    return (
      <Notice asPage title={t(notFound)} text={t('state.notFound.text')}>
        <LocalLink to="/search" className={cx(button.button, button.primary)}>{t('search.empty.browse')}</LocalLink>
        {home}
      </Notice>
    );
  }
  if (status === 400) {
    return <Notice asPage title={t('state.badRequest.title')} text={t('state.badRequest.text')}>{home}</Notice>;
  }
  if (!online) return <Offline part={part} />;
  const what = error instanceof NoAnswer ? 'noAnswer' : 'error';
  return (
    <Notice asPage={!part} title={t(`state.${what}.title`)} text={t(`state.${what}.text`)}>
      <button type="button" className={cx(button.button, button.primary)} onClick={retry}>{t('state.retry')}</button>
      {error instanceof ApiError && <p className={css.code}>{t('state.error.code', { code: [error.code, error.trace].filter(Boolean).join(' · ') })}</p>}
    </Notice>
  );
}

export function Offline({ part = false }: { part?: boolean }) {
  const { t } = useI18n();
  return <Notice asPage={!part} title={t('state.offline.title')} text={t('state.offline.text')} />;
}
