import createClient from 'openapi-fetch';
import { api, ApiError, body, done } from '@/api/client';
import type { paths } from '@/api/schema';
import type { Account, Proof, UsedCredential } from '@/api/types';
import { ended, opened, renewed, token } from './keeper';
import { setSession } from './store';

// Of a token that is no longer taken; other refusals are for whoever asked.
const WORN = ['token_expired', 'token_invalid', 'session_ended', 'not_signed_in'];

const signed = (request: Request, bearer: string | undefined) => {
  if (bearer !== undefined) request.headers.set('Authorization', `Bearer ${bearer}`);
  return fetch(request);
};

async function isWorn(answer: Response): Promise<boolean> {
  if (answer.status !== 401) return false;
  const problem = (await answer.clone().json().catch(() => undefined)) as { code?: string } | undefined;
  return WORN.includes(problem?.code ?? '');
}

async function fetchSigned(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await signed(request, await token());
  if (!(await isWorn(answer))) return answer;
  const fresh = await renewed();
  return fresh === undefined ? answer : signed(again, fresh);
}

/** Asks in the name of the reader. What is the same for everybody is asked by `api`: such answers can be kept. */
export const own = createClient<paths>({ fetch: fetchSigned });

/** `code`: of the second factor, where the server wants one. Throws ApiError and NoAnswer. */
export async function signIn(given: { email: string; password: string; code?: string }): Promise<Account> {
  const asked = api.POST('/api/v1/sessions', { body: given });
  const signedIn = await body(asked);
  opened(signedIn, (await asked).response);
  return signedIn.account;
}

/** Throws ApiError and NoAnswer. */
export async function signInWithPasskey(credential: UsedCredential): Promise<void> {
  const asked = api.POST('/api/v1/sessions/passkey', { body: { credential } });
  opened(await body(asked), (await asked).response);
}

/** The session goes on with a token that opens for ten minutes what needs a proof. Throws ApiError and NoAnswer. */
export async function proveIdentity(proof: Proof): Promise<void> {
  const asked = own.POST('/api/v1/me/proof', { body: proof });
  opened(await body(asked), (await asked).response);
}

/** Throws ApiError and NoAnswer; the session then goes on. */
export async function signOut(): Promise<void> {
  await done(own.POST('/api/v1/me/sign-out')).catch((error: unknown) => {
    if (!(error instanceof ApiError && error.status === 401)) throw error; // it was over already
  });
  ended();
}

export const accountChanged = (account: Account) => { setSession({ kind: 'signed_in', account }); };
