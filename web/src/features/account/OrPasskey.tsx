import { KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { passkeysWork } from './passkey';
import css from './OrPasskey.module.css';

interface Props {
  /** What a passkey is, for whoever may not have met one. */
  children?: ReactNode;
  action: string;
  /** What to say where there are no passkeys. */
  without: string;
  /** There is no form above. */
  alone?: boolean;
  busy: boolean;
  go: () => void;
}

/** Below a form that asks for a password: the other way. */
export function OrPasskey({ children, action, without, alone = false, busy, go }: Props) {
  const { t } = useI18n();
  return (
    <div className={css.or}>
      {!alone && <p className={css.line}>{t('passkey.or')}</p>}
      {children}
      {passkeysWork() ? (
        // It keeps the focus while the answer is awaited.
        <button type="button" className={cx(button.button, css.button)} aria-disabled={busy} onClick={() => { if (!busy) go(); }}>
          <KeyRound size={20} strokeWidth={1.75} aria-hidden="true" />
          {busy ? t('form.sending') : action}
        </button>
      ) : <p className={css.text}>{without}</p>}
    </div>
  );
}

export function WhatPasskeyIs() {
  const { t } = useI18n();
  return (
    <>
      <h2 className={css.title}><KeyRound size={24} strokeWidth={1.75} aria-hidden="true" />{t('passkey.signUp.title')}</h2>
      <p className={css.text}>{t('passkey.signUp.text')}</p>
    </>
  );
}
