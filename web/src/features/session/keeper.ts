// Keeps the session: the access token lives in this module and nowhere else; the refresh token is a cookie that no
// script reads, so a token that is running out, or a page that was loaded anew, asks for another one.
import { api, ApiError, body } from '@/api/client';
import type { Account, SignedIn } from '@/api/types';
import { queryClient } from '@/app/queryClient';
import { csrfToken, sessionNow, setSession } from './store';

/** A token with so little left is renewed before it is used: the request may take as long. */
const MARGIN = 30_000;

let access: { token: string; until: number } | undefined;
let renewal: Promise<string | undefined> | undefined;

type News = 'signed_in' | 'signed_out';
const tabs = new BroadcastChannel('bookmarket:session');
tabs.onmessage = ({ data }: MessageEvent<News>) => {
  if (data === 'signed_out') forget(true);
  else {
    access = undefined;
    renewed().catch(() => undefined);
  }
};

/** A token that holds for a while yet; undefined when nobody is signed in. Throws ApiError and NoAnswer. */
export async function token(): Promise<string | undefined> {
  return access && performance.now() < access.until - MARGIN ? access.token : renewed();
}

/** Another token, whatever the one before is still good for. */
export function renewed(): Promise<string | undefined> {
  renewal ??= alone(renew).finally(() => { renewal = undefined; });
  return renewal;
}

/** Of all tabs one at a time: each renewal changes the cookie, and an older cookie ends the session. */
async function alone<T>(work: () => Promise<T>): Promise<T> {
  // Only where the page came over TLS or from this machine is there such a thing.
  const locks = navigator.locks as LockManager | undefined;
  return locks ? await locks.request('bookmarket:refresh', work) : work();
}

async function renew(): Promise<string | undefined> {
  const csrf = csrfToken();
  if (csrf === undefined) {
    forget();
    return undefined;
  }
  // The answer brings the next cookie: it has to arrive even if the page is left meanwhile.
  const asked = api.POST('/api/v1/sessions/refresh', { body: { csrf_token: csrf }, keepalive: true });
  try {
    return open(await body(asked), (await asked).response);
  } catch (error) {
    if (!(error instanceof ApiError && (error.status === 401 || error.status === 400))) throw error;
    // Not that of somebody who has signed in meanwhile.
    if (csrfToken() === csrf) dropCookie();
    forget();
    return undefined;
  }
}

function open({ access_token: given, expires_at: end, account }: SignedIn, response: Response): string {
  // By the server's clock, since the reader's may be wrong.
  const now = Date.parse(response.headers.get('Date') ?? '') || Date.now();
  access = { token: given, until: performance.now() + Date.parse(end) - now };
  forgetAnother(account);
  setSession({ kind: 'signed_in', account });
  return given;
}

/** What one person saw is not shown to the next. */
function forgetAnother({ id }: Account) {
  const before = sessionNow();
  if (before.kind === 'signed_in' && before.account.id !== id) queryClient.removeQueries({ queryKey: ['me'] });
}

/** Somebody has just signed in here. */
export function opened(signedIn: SignedIn, response: Response) {
  open(signedIn, response);
  tabs.postMessage('signed_in' satisfies News);
}

/** The session of this browser is over, for all its tabs. */
export function ended() {
  dropCookie();
  forget(true);
  tabs.postMessage('signed_out' satisfies News);
}

function forget(left = false) {
  access = undefined;
  setSession({ kind: 'anonymous', left });
  queryClient.removeQueries({ queryKey: ['me'] });
}

/** Without it no page asks for a session that is over. */
function dropCookie() {
  document.cookie = 'csrf=; Path=/; Max-Age=0; SameSite=Strict';
}
