import { useEffect, useRef, useState } from 'react';
import { barcodeReader, isbnIn } from './barcode';

export type CameraState = 'asking' | 'explaining' | 'starting' | 'looking' | 'denied' | 'noCamera' | 'noReader';

/** Whether the browser will start the camera without a question; unknown where it cannot be asked. */
async function mayUse(): Promise<boolean> {
  try {
    return (await navigator.permissions.query({ name: 'camera' })).state === 'granted';
  } catch {
    return false;
  }
}

const SLOW = 12_000;

interface Options {
  /** The camera was just asked for by a button that said what for: it starts without another one. */
  asked?: boolean;
  /** The camera stays on, and nothing is read for now. */
  resting?: boolean;
}

/**
 * Reads barcodes of books from a video element until `found` says that it has enough; what stays in sight is found again
 * and again. What the camera sees stays on this device.
 */
export function useCamera(found: (isbn: string) => 'enough' | 'more', { asked = false, resting = false }: Options = {}) {
  const [state, setState] = useState<CameraState>(asked ? 'starting' : 'asking');
  const [note, setNote] = useState<'scan.other' | 'scan.slow'>();
  const video = useRef<HTMLVideoElement>(null);
  const on = state === 'starting' || state === 'looking';

  useEffect(() => {
    if (asked) return;
    let over = false;
    void mayUse().then((may) => { if (!over) setState(may ? 'starting' : 'explaining'); });
    return () => { over = true; };
  }, [asked]);

  const latest = useRef({ found, resting });
  useEffect(() => { latest.current = { found, resting }; });
  useEffect(() => {
    if (!on) return;
    const screen = video.current;
    let over = false;
    const gone = () => over;
    let stream: MediaStream | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
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
      let since = Date.now();
      const look = async () => {
        const { isbn, other } = latest.current.resting ? { other: false } : isbnIn(await read(screen).catch(() => []));
        if (gone()) return;
        if (isbn !== undefined || latest.current.resting) { since = Date.now(); setNote(undefined); }
        else if (other) setNote('scan.other');
        else if (Date.now() - since > SLOW) setNote((before) => before ?? 'scan.slow');
        // A card may have come up while the picture was read: what it shows then is read again later.
        if (isbn !== undefined && !latest.current.resting && latest.current.found(isbn) === 'enough') return;
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
      stream?.getTracks().forEach((track) => { track.stop(); });
    };
    // The camera goes on while its state goes from starting to looking.
  }, [on]);

  return { video, state, note, start: () => { setState('starting'); } };
}

/** A nudge that a barcode was read, for the hand that holds the phone. */
export const nudge = () => { (navigator as Partial<Navigator>).vibrate?.(40); };
