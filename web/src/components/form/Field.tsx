import { ChevronDown, CircleAlert, Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId, useState } from 'react';
import { useI18n } from '@/i18n/useI18n';
import { cx } from '../cx';
import css from './Form.module.css';

export interface FieldProps {
  label: string;
  hint?: ReactNode;
  /** Beside the label: what changes while one types. */
  aside?: ReactNode;
  /** What is wrong with it, in words. */
  error?: string | undefined;
}

type InputProps = Omit<ComponentProps<'input'>, 'id' | 'className'>;

/** A label, what helps to fill the field in, the field, and what is wrong with it: all told to a listener, too. */
export function Labelled({ label, hint, aside, error, children }: FieldProps & { children: (input: { id: string; 'aria-describedby': string | undefined; 'aria-invalid': boolean }) => ReactNode }) {
  const id = useId();
  const described = [aside !== undefined && `${id}-aside`, hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={css.field}>
      <div className={css.top}>
        <label className={css.label} htmlFor={id}>{label}</label>
        {aside !== undefined && <span id={`${id}-aside`}>{aside}</span>}
      </div>
      {children({ id, 'aria-describedby': described || undefined, 'aria-invalid': error !== undefined })}
      {error !== undefined && (
        <p className={css.error} id={`${id}-error`}>
          <CircleAlert size={18} strokeWidth={2} aria-hidden="true" />
          {error}
        </p>
      )}
      {hint !== undefined && <div className={css.hint} id={`${id}-hint`}>{hint}</div>}
    </div>
  );
}

export function TextField({ label, hint, error, ...input }: FieldProps & InputProps) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(told) => <div className={css.box}><input type="text" {...input} {...told} className={css.input} /></div>}
    </Labelled>
  );
}

/** A password can be looked at, pasted and filled in by a password manager. */
export function PasswordField({ label, hint, aside, error, ...input }: FieldProps & InputProps) {
  const { t } = useI18n();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Labelled label={label} hint={hint} aside={aside} error={error}>
      {(told) => (
        <div className={css.box}>
          <input
            {...input}
            {...told}
            type={shown ? 'text' : 'password'}
            className={css.input}
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
          />
          <button
            type="button"
            className={css.peek}
            aria-label={t(shown ? 'field.password.hide' : 'field.password.show')}
            aria-controls={told.id}
            onClick={() => { setShown(!shown); }}
          >
            <Icon size={22} strokeWidth={1.75} aria-hidden="true" />
          </button>
        </div>
      )}
    </Labelled>
  );
}

export function SelectField({ label, hint, error, children, ...select }: FieldProps & Omit<ComponentProps<'select'>, 'id' | 'className'>) {
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(told) => (
        <div className={css.box}>
          <select {...select} {...told} className={cx(css.input, css.select)}>{children}</select>
          <ChevronDown className={css.chevron} size={20} strokeWidth={1.75} aria-hidden="true" />
        </div>
      )}
    </Labelled>
  );
}

export function TextArea({ label, hint, aside, error, ...area }: FieldProps & Omit<ComponentProps<'textarea'>, 'id' | 'className'>) {
  return (
    <Labelled label={label} hint={hint} aside={aside || undefined} error={error}>
      {(told) => <div className={css.box}><textarea {...area} {...told} className={cx(css.input, css.area)} /></div>}
    </Labelled>
  );
}
