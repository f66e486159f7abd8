import { CircleAlert } from 'lucide-react';
import { type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { Labelled } from '@/components/form/Field';
import form from '@/components/form/Form.module.css';
import { MOST_BYTES, sendLibrary } from '@/features/wishes/goodreads';
import { importProblem } from '@/features/wishes/problems';
import { useI18n } from '@/i18n/useI18n';
import css from './ImportPage.module.css';

const faultOf = ({ size }: File) => (size > MOST_BYTES ? 'import.tooBig' : size === 0 ? 'import.emptyFile' : undefined);

interface Props {
  /** The bytes are there: resolves when it is known what they are. */
  sent: () => Promise<void>;
  /** Why the file before was none. */
  refused: string | undefined;
  children: ReactNode;
}

export function SendFile({ sent, refused, children }: Props) {
  const { t } = useI18n();
  const [wrong, setWrong] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const [part, setPart] = useState<number>();
  const input = useRef<HTMLInputElement>(null);
  const given = useRef<AbortController>(undefined);
  useEffect(() => () => { given.current?.abort(); }, []);
  const busy = part !== undefined;
  const told = busy ? undefined : (failed ?? refused);

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (busy) return;
    const file = input.current?.files?.[0];
    const fault = file ? faultOf(file) : 'import.missing';
    setFailed(undefined);
    setWrong(fault && t(fault));
    if (!file || fault) {
      input.current?.focus();
      return;
    }
    const control = new AbortController();
    given.current = control;
    setPart(0);
    try {
      await sendLibrary(file, setPart, control.signal);
      setPart(1);
      await sent();
    } catch (error) {
      if (!control.signal.aborted) setFailed(importProblem(t, error));
    }
    if (!control.signal.aborted) setPart(undefined);
  };
  return (
    <>
      <p className={css.lead}>{t('import.lead')}</p>
      <section aria-labelledby="how" className={css.how}>
        <h2 id="how">{t('import.how')}</h2>
        <ol className={css.steps}>
          <li>{t('import.how.1')}</li>
          <li>{t('import.how.2')}</li>
          <li>{t('import.how.3')}</li>
        </ol>
      </section>
      <form className={cx(form.form, css.card)} noValidate onSubmit={(event) => void submit(event)}>
        <div role="alert" className={css.sending}>
          {told && <p className={form.alert}><CircleAlert size={22} strokeWidth={1.75} aria-hidden="true" />{told}</p>}
        </div>
        <Labelled label={t('import.file')} error={wrong}>
          {(label) => <input ref={input} type="file" accept=".csv,text/csv" className={css.file} {...label} onChange={() => { setWrong(undefined); setFailed(undefined); }} />}
        </Labelled>
        <div role="status" className={css.sending}>
          {busy && (
            <>
              <p id="sending">{t(part < 1 ? 'import.sending' : 'import.reading')}</p>
              <progress className={css.progress} aria-labelledby="sending" {...(part < 1 && { value: part })} />
            </>
          )}
        </div>
        <div className={css.actions}>
          <button type="submit" className={cx(button.button, button.primary)} aria-disabled={busy}>{t(busy ? 'form.sending' : 'import.send')}</button>
          {!busy && children}
        </div>
      </form>
    </>
  );
}
