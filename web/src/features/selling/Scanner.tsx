import { Dialog } from '@base-ui/react/dialog';
import { Camera, X } from 'lucide-react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import css from './Scanner.module.css';
import { nudge, useCamera } from './useCamera';

interface Props {
  found: (isbn: string) => void;
  close: () => void;
}

/** Reads the barcode on the back of a book. What the camera sees stays on this device. */
export default function Scanner({ found, close }: Props) {
  const { t } = useI18n();
  const { video, state, note, start } = useCamera((isbn) => {
    nudge();
    found(isbn);
    return 'enough';
  });
  const on = state === 'starting' || state === 'looking';

  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) close(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className={css.backdrop} />
        <Dialog.Popup className={css.popup}>
          <div className={css.head}>
            <Dialog.Title className={css.title}>{t('scan.title')}</Dialog.Title>
            <Dialog.Close className={cx(button.button, button.icon)} aria-label={t('scan.close')}><X size={24} strokeWidth={1.75} aria-hidden="true" /></Dialog.Close>
          </div>
          {on ? (
            <>
              <div className={css.view}>
                <video ref={video} className={css.video} playsInline muted aria-label={t('scan.view')} />
                <div className={css.aim} aria-hidden="true" />
              </div>
              <p role="status" className={css.text}>{t(note ?? (state === 'starting' ? 'scan.starting' : 'scan.hint'))}</p>
            </>
          ) : (
            <div className={css.words}>
              <p role={state === 'asking' || state === 'explaining' ? undefined : 'alert'}>{state !== 'asking' && t(`scan.${state}`)}</p>
              {state === 'explaining' && (
                <button type="button" className={cx(button.button, button.primary)} onClick={start}>
                  <Camera size={20} strokeWidth={1.75} aria-hidden="true" />
                  {t('scan.start')}
                </button>
              )}
            </div>
          )}
          <div className={css.foot}>
            <Dialog.Close className={button.button}>{t('scan.byHand')}</Dialog.Close>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
