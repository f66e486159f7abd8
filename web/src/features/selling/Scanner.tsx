import { Dialog } from '@base-ui/react/dialog';
import { Camera, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { barcodeReader, isbnIn } from './barcode';
import css from './Scanner.module.css';

interface Props {
  found: (isbn: string) => void;
  close: () => void;
}

type State = 'asking' | 'explaining' | 'starting' | 'looking' | 'denied' | 'noCamera' | 'noReader';

/** Whether the browser will start the camera without a question; unknown where it cannot be asked. */
async function mayUse(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state === 'granted';
  } catch {
    return false;
  }
}

/** Reads the barcode on the back of a book. What the camera sees stays on this device. */
export default function Scanner({ found, close }: Props) {
  const { t } = useI18n();
  const [state, setState] = useState<State>('asking');
  const [note, setNote] = useState<'scan.other' | 'scan.slow'>();
  const video = useRef<HTMLVideoElement>(null);
  const on = state === 'starting' || state === 'looking';

  useEffect(() => {
    let over = false;
    void mayUse().then((may) => { if (!over) setState(may ? 'starting' : 'explaining'); });
    return () => { over = true; };
  }, []);

  const tell = useRef(found);
  useEffect(() => { tell.current = found; });
  useEffect(() => {
    if (!on) return;
    const screen = video.current;
    let over = false;
    const gone = () => over;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const slow = setTimeout(() => { setNote('scan.slow'); }, 12_000);
    const run = async () => {
      // Only where the page came over TLS or from this machine is there such a thing.
      const devices = navigator.mediaDevices as MediaDevices | undefined;
      if (!devices || !screen) { setState('noCamera'); return; }
      stream = await devices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } }, audio: false });
      if (gone()) { stream.getTracks().forEach((track) => { track.stop(); }); return; }
      screen.srcObject = stream;
      await screen.play();
      setState('looking');
      const read = await barcodeReader().catch(() => undefined);
      if (!read) { if (!gone()) setState('noReader'); return; }
      const look = async () => {
        const { isbn, other } = isbnIn(await read(screen).catch(() => []));
        if (gone()) return;
        if (isbn !== undefined) { (navigator as Partial<Navigator>).vibrate?.(40); tell.current(isbn); return; }
        if (other) setNote('scan.other');
        timer = setTimeout(() => void look(), 120);
      };
      await look();
    };
    run().catch((error: unknown) => {
      if (!gone()) setState(error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'noCamera');
    });
    return () => {
      over = true;
      clearTimeout(timer);
      clearTimeout(slow);
      stream?.getTracks().forEach((track) => { track.stop(); });
    };
    // The camera goes on while its state goes from starting to looking.
  }, [on]);

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
                <button type="button" className={cx(button.button, button.primary)} onClick={() => { setState('starting'); }}>
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
