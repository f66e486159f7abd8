import { CircleAlert, FileSpreadsheet, FileUp } from 'lucide-react';
import { type Ref, useId, useRef, useState } from 'react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { useI18n } from '@/i18n/useI18n';
import css from './Stock.module.css';

interface Props {
  file: File | null;
  choose: (file: File) => void;
  /** More than one was dropped. */
  several: () => void;
  error: string | undefined;
  /** Gets the focus when something is wrong with the file. */
  buttonRef: Ref<HTMLButtonElement>;
}

/** The browser's own field of files speaks the browser's language; this one speaks the page's. */
export function FileField({ file, choose, several, error, buttonRef }: Props) {
  const { t, number } = useI18n();
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  return (
    <div className={form.field}>
      <p className={form.label} id={`${id}-label`}>{t('stock.file')}</p>
      {/* Dropping is a shortcut; the button does the same for everybody. */}
      <div
        className={cx(css.drop, over && css.over, error !== undefined && css.wrong)}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes('Files')) return;
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={({ currentTarget, relatedTarget }) => { if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false); }}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          const [first, ...more] = event.dataTransfer.files;
          if (more.length > 0) several();
          else if (first) choose(first);
        }}
      >
        {file ? <FileSpreadsheet className={css.sheet} size={36} strokeWidth={1.5} aria-hidden="true" /> : <FileUp className={css.sheet} size={36} strokeWidth={1.5} aria-hidden="true" />}
        <div role="status" className={css.chosen}>
          {file && (
            <>
              <span className="visually-hidden">{t('stock.file.chosen', { name: file.name })}</span>
              <span className={css.fileName} aria-hidden="true">{file.name}</span>
              <span className={css.quiet}>{t('stock.file.size', { size: number(Math.max(1, Math.round(file.size / 1024))) })}</span>
            </>
          )}
        </div>
        <button
          ref={buttonRef}
          type="button"
          className={button.button}
          aria-describedby={[`${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean).join(' ')}
          onClick={() => input.current?.click()}
        >
          {t(file ? 'stock.file.other' : 'stock.file.choose')}
        </button>
        {!file && <p className={cx(css.quiet, css.dropHint)}>{t('stock.file.drop')}</p>}
        <input
          ref={input}
          type="file"
          hidden
          aria-labelledby={`${id}-label`}
          accept=".csv,.tsv,.txt,.tab,.uie,.uiee,text/csv,text/tab-separated-values,text/plain"
          onChange={({ target }) => {
            const [first] = target.files ?? [];
            // The same file may be chosen again once it was mended.
            target.value = '';
            if (first) choose(first);
          }}
        />
      </div>
      {error !== undefined && <p className={form.error} id={`${id}-error`}><CircleAlert size={18} strokeWidth={2} aria-hidden="true" />{error}</p>}
      <div className={form.hint} id={`${id}-hint`}>{t('stock.file.hint')}</div>
    </div>
  );
}
