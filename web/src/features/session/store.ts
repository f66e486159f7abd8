// Who reads. All that an anonymous reader downloads of it: whether a session was kept is told by a cookie, and the rest
// (keeper.ts) comes only then.
import { useSyncExternalStore } from 'react';
import type { Account } from '@/api/types';

export type Session =
  /** `left`: the reader has just signed out, here or in another tab. */
  | { kind: 'anonymous'; left?: boolean }
  /** The browser keeps a session, but its owner is not known yet. */
  | { kind: 'kept' }
  | { kind: 'signed_in'; account: Account };

/** The token that goes with the session's cookie, which no script can read. Undefined: nobody is signed in. */
export const csrfToken = (): string | undefined =>
  typeof document === 'undefined' ? undefined : /(?:^|; )csrf=([^;]+)/.exec(document.cookie)?.[1];

const anonymous: Session = { kind: 'anonymous' };
let session: Session = csrfToken() === undefined ? anonymous : { kind: 'kept' };
const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
}

export const sessionNow = (): Session => session;

export function setSession(next: Session) {
  session = next;
  listeners.forEach((listener) => { listener(); });
}

export const useSession = (): Session => useSyncExternalStore(subscribe, sessionNow, () => anonymous);

function restore() {
  if (session.kind === 'anonymous') setSession({ kind: 'kept' });
  // Without an answer now, whoever needs the session asks again.
  import('./keeper').then(({ token }) => token()).catch(() => undefined);
}

/** Restores the session that the browser keeps, now or when one comes back from another tab, having signed in there. */
export function startSession() {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible' && session.kind === 'anonymous' && csrfToken() !== undefined) restore();
  });
  if (session.kind === 'kept') restore();
}
