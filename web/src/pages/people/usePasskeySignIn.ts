import { useEffect, useRef, useState } from 'react';
import { api, body } from '@/api/client';
import { choosePasskey, fillsInPasskeys } from '@/features/account/passkey';
import { signInWithPasskey } from '@/features/session/own';

const ask = () => body(api.POST('/api/v1/sessions/passkey/options'));
/** Milliseconds: what is asked of a passkey is good for five minutes. */
const RENEWED_AFTER = 4 * 60_000;

/**
 * Signing in with a passkey, by the button or by what the browser offers at the field of the address. `telling` shows
 * what goes wrong; `entered` is called once one is in.
 */
export function usePasskeySignIn(telling: (work: () => Promise<void>) => Promise<boolean>, entered: () => Promise<void>) {
  const [busy, setBusy] = useState(false);
  // Each round asks the browser quietly. It answers one question at a time: a round gives way to the button.
  const [round, setRound] = useState(0);
  const quiet = useRef<AbortController>(undefined);
  const latest = useRef({ telling, entered });
  useEffect(() => { latest.current = { telling, entered }; });

  useEffect(() => {
    const here = new AbortController();
    quiet.current = here;
    const again = () => { setRound(round + 1); };
    const renewal = setTimeout(again, RENEWED_AFTER);
    const wait = async () => {
      if (!(await fillsInPasskeys())) return;
      const options = await ask();
      if (here.signal.aborted) return;
      const credential = await choosePasskey(options, here);
      clearTimeout(renewal);
      const inside = await latest.current.telling(async () => {
        await signInWithPasskey(credential);
        await latest.current.entered();
      });
      if (!inside) again();
    };
    // Nobody has asked for it: there is the button, which says what is wrong.
    wait().catch(() => undefined);
    return () => {
      clearTimeout(renewal);
      here.abort();
    };
  }, [round]);

  const go = async () => {
    quiet.current?.abort();
    setBusy(true);
    const inside = await telling(async () => {
      await signInWithPasskey(await choosePasskey(await ask()));
      await entered();
    });
    setBusy(false);
    if (!inside) setRound(round + 1);
  };
  return { busy, go: () => void go() };
}
