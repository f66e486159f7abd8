import { CircleAlert, CircleCheck } from 'lucide-react';
import { type ReactNode, type SyntheticEvent, useEffect, useRef } from 'react';
import { useI18n } from '@/i18n/useI18n';
import button from '../Button.module.css';
import { cx } from '../cx';
import css from './Form.module.css';

interface Props {
  submit: (event: SyntheticEvent) => void;
  /** What is wrong with the whole, in words; `key` changes with every attempt. */
  problem: { key: number; text: string } | undefined;
  children: ReactNode;
}

/** The browser's own bubbles are off: they name one fault at a time, in its language and not in the page's. */
export function Form({ submit, problem, children }: Props) {
  return (
    <form className={css.form} noValidate onSubmit={submit}>
      {problem && <Problem key={problem.key} text={problem.text} />}
      {children}
    </form>
  );
}

/** It takes the focus, so that it is heard and seen also by those who look at the button. */
function Problem({ text }: { text: string }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => { box.current?.focus(); }, []);
  return (
    <div className={css.alert} role="alert" tabIndex={-1} ref={box}>
      <CircleAlert size={22} strokeWidth={1.75} aria-hidden="true" />
      <p>{text}</p>
    </div>
  );
}

/** Says that something is done. The element is there before its words, or they would not be heard. */
export function Done({ children }: { children: ReactNode }) {
  return (
    <div role="status" className={css.done}>
      {children && (
        <div className={cx(css.alert, css.good)}>
          <CircleCheck size={22} strokeWidth={1.75} aria-hidden="true" />
          <p>{children}</p>
        </div>
      )}
    </div>
  );
}

/** It keeps the focus while the answer is awaited. `danger`: what it does cannot be undone. */
export function Submit({ sending, danger = false, children }: { sending: boolean; danger?: boolean; children: ReactNode }) {
  const { t } = useI18n();
  return (
    <button type="submit" className={cx(button.button, danger ? button.danger : button.primary, css.submit)} aria-disabled={sending}>
      {sending ? t('form.sending') : children}
    </button>
  );
}
