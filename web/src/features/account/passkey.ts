// The browser's side of WebAuthn Level 3: options come as JSON, credentials go as JSON; bytes are base64url.
import type { CreationOptions, NewCredential, RequestOptions, UsedCredential } from '@/api/types';
import { PasskeyFailure, type PasskeyReason } from './refusals';

/** Of a browser that is older, or of a page without TLS, some or all of it is absent. */
const known = (): Partial<typeof PublicKeyCredential> | undefined =>
  typeof PublicKeyCredential === 'undefined' ? undefined : PublicKeyCredential;

/** A passkey belongs to a name: at a bare network address there are none. */
const named = (host: string) => !/^[\d.]+$|^\[/.test(host);

export const passkeysWork = (): boolean => known() !== undefined && named(location.hostname);

/** Whether passkeys can be offered among what the browser fills in. */
export async function fillsInPasskeys(): Promise<boolean> {
  return passkeysWork() && (await known()?.isConditionalMediationAvailable?.()) === true;
}

/** Lets the reader make a passkey. Throws PasskeyFailure. */
export async function makePasskey(options: CreationOptions): Promise<NewCredential> {
  const credential = await asked(options.timeout, () => navigator.credentials.create({ publicKey: creation(options) }));
  return (json(credential) as NewCredential | undefined) ?? newJson(credential);
}

/**
 * Lets the reader choose a passkey. Throws PasskeyFailure; where `quietly.signal` gives it up, the reason of that.
 * `quietly`: among what the browser fills in at a field with autocomplete="… webauthn", without a window of its own.
 */
export async function choosePasskey(options: RequestOptions, quietly?: { signal: AbortSignal }): Promise<UsedCredential> {
  const credential = await asked(options.timeout, () =>
    navigator.credentials.get({ publicKey: request(options), ...(quietly && { mediation: 'conditional', signal: quietly.signal }) }));
  return (json(credential) as UsedCredential | undefined) ?? usedJson(credential);
}

const REASONS: Record<string, PasskeyReason> = {
  InvalidStateError: 'exists', SecurityError: 'not_here', ConstraintError: 'unable', NotSupportedError: 'unable', TimeoutError: 'timed_out', NotAllowedError: 'cancelled',
};

async function asked(timeout: number, ask: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
  if (!passkeysWork()) throw new PasskeyFailure('no_support');
  const start = performance.now();
  try {
    const credential = await ask();
    if (credential) return credential as PublicKeyCredential;
  } catch (cause) {
    const reason = cause instanceof DOMException ? REASONS[cause.name] : undefined;
    if (reason === undefined) throw cause;
    // For the sake of privacy a browser gives one name to both.
    throw new PasskeyFailure(reason === 'cancelled' && performance.now() - start >= timeout ? 'timed_out' : reason, { cause });
  }
  throw new PasskeyFailure('cancelled');
}

function creation(options: CreationOptions): PublicKeyCredentialCreationOptions {
  return known()?.parseCreationOptionsFromJSON?.(options as PublicKeyCredentialCreationOptionsJSON) ?? {
    ...(options as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: descriptors(options.excludeCredentials),
  };
}

function request(options: RequestOptions): PublicKeyCredentialRequestOptions {
  return known()?.parseRequestOptionsFromJSON?.(options) ?? {
    ...(options as unknown as PublicKeyCredentialRequestOptions),
    challenge: bytes(options.challenge),
    allowCredentials: descriptors(options.allowCredentials),
  };
}

const descriptors = (list: CreationOptions['excludeCredentials']) =>
  list.map(({ id, ...rest }) => ({ ...rest, id: bytes(id) }) as PublicKeyCredentialDescriptor);

/** As the browser writes it. Some programs that keep passwords put a credential without that in its place. */
const json = (credential: PublicKeyCredential): unknown => (credential as Partial<PublicKeyCredential>).toJSON?.();

const about = ({ id, rawId }: PublicKeyCredential) => ({ id, rawId: text(rawId), type: 'public-key' as const });

function newJson(credential: PublicKeyCredential): NewCredential {
  const response = credential.response as AuthenticatorAttestationResponse;
  const transports = (response as Partial<AuthenticatorAttestationResponse>).getTransports?.() ?? [];
  return { ...about(credential), response: { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject), transports } };
}

function usedJson(credential: PublicKeyCredential): UsedCredential {
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response as AuthenticatorAssertionResponse;
  return {
    ...about(credential),
    response: { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature), userHandle: text(userHandle ?? new ArrayBuffer()) },
  };
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}

const text = (buffer: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
