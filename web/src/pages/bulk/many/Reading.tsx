import { Camera, CameraOff, Search } from 'lucide-react';
import { type RefObject, type SyntheticEvent, useId, useState } from 'react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { isIsbn } from '@/features/search/queries';
import { isbn13 } from '@/features/selling/isbn';
import { useCamera } from '@/features/selling/useCamera';
import { useI18n } from '@/i18n/useI18n';
import css from './Many.module.css';

interface Props {
  /** A book waits to be decided on. */
  resting: boolean;
  note: string | undefined;
  found: (isbn: string) => 'more';
  field: RefObject<HTMLInputElement | null>;
  typed: (isbn: string) => void;
}

/** Where books come from: the camera, a hand scanner, or the reader's fingers. */
export function Reading({ resting, note, found, field, typed }: Props) {
  const { t } = useI18n();
  const [on, setOn] = useState(false);
  return (
    <section aria-labelledby="reading" className={css.reading}>
      <h2 id="reading" tabIndex={-1} className={css.readingTitle}>{t('many.camera')}</h2>
      {on ? <View resting={resting} note={note} found={found} /> : (
        <div className={css.off}>
          <Camera size={36} strokeWidth={1.5} aria-hidden="true" />
          <p className={css.quiet}>{t('many.camera.off.text')}</p>
        </div>
      )}
      {/* One button, so that the focus stays on it whatever it says. */}
      <button type="button" className={cx(button.button, !on && button.primary)} onClick={() => { setOn(!on); }}>
        {on ? <CameraOff {...glyph} /> : <Camera {...glyph} />}{t(on ? 'many.camera.off' : 'many.camera.on')}
      </button>
      <Typing field={field} typed={typed} />
    </section>
  );
}

function View({ resting, note, found }: Pick<Props, 'resting' | 'note' | 'found'>) {
  const { t } = useI18n();
  const { video, state, note: own } = useCamera(found, { asked: true, resting });
  const on = state === 'starting' || state === 'looking';
  if (!on) return <p role="alert" className={form.alert}>{t(`scan.${state === 'asking' ? 'explaining' : state}`)}</p>;
  return (
    <>
      <div className={cx(css.view, resting && css.resting)}>
        <video ref={video} className={css.video} playsInline muted aria-label={t('scan.view')} />
        <div className={css.aim} aria-hidden="true" />
      </div>
      <p role="status" className={cx(css.hint, resting && css.held)}>{note ?? t(own ?? (state === 'starting' ? 'scan.starting' : 'scan.hint'))}</p>
    </>
  );
}

function Typing({ field, typed }: Pick<Props, 'field' | 'typed'>) {
  const { t } = useI18n();
  const id = useId();
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState<string>();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const digits = text.replaceAll(/[\s‐-―-]/g, '');
    if (digits === '') return;
    // A slip in a digit is told before anything is looked for.
    if (!isIsbn(digits) || (/^\d{13}$/.test(digits) && isbn13(digits) === undefined)) { setWrong(t('problem.not_an_isbn')); return; }
    setWrong(undefined);
    setText('');
    typed(digits);
  };
  return (
    <form noValidate onSubmit={submit} className={form.field}>
      <label htmlFor={id} className={form.label}>{t('many.type')}</label>
      <div className={css.typing}>
        <div className={cx(form.box, css.box)}>
          <input
            ref={field}
            id={id}
            type="text"
            inputMode="numeric"
            className={form.input}
            value={text}
            onChange={(event) => { setText(event.target.value); setWrong(undefined); }}
            aria-invalid={wrong !== undefined}
            aria-describedby={`${id}-hint${wrong ? ` ${id}-error` : ''}`}
            enterKeyHint="search"
            autoComplete="off"
            spellCheck={false}
            maxLength={40}
          />
        </div>
        <button type="submit" className={button.button}><Search {...glyph} />{t('many.type.add')}</button>
      </div>
      {wrong && <p className={form.error} id={`${id}-error`} role="alert">{wrong}</p>}
      <p className={form.hint} id={`${id}-hint`}>{t('many.type.hint')}</p>
    </form>
  );
}

const glyph = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const;
