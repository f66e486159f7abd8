import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CreationOptions, RequestOptions } from '@/api/types';
import { choosePasskey, fillsInPasskeys, makePasskey, passkeysWork } from './passkey';

const bytes = (...list: number[]) => Uint8Array.from(list).buffer;
const CREATION = {
  rp: { id: 'market.example', name: 'БукМаркет' }, user: { id: '_-8', name: 'a@example.org', displayName: 'Леся' }, challenge: 'AQID', timeout: 300_000,
  pubKeyCredParams: [], excludeCredentials: [{ type: 'public-key', id: 'BAU', transports: ['internal'] }], attestation: 'none',
  authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
} satisfies CreationOptions;
const REQUEST = { challenge: 'AQID', timeout: 300_000, rpId: 'market.example', allowCredentials: [], userVerification: 'required' } satisfies RequestOptions;

const create = vi.fn<CredentialsContainer['create']>();
const get = vi.fn<CredentialsContainer['get']>();

/** A browser that knows passkeys, but none of what came with Level 3. */
function browser(known: object = {}, hostname = 'market.example') {
  vi.stubGlobal('PublicKeyCredential', known);
  vi.stubGlobal('location', { hostname });
  vi.stubGlobal('navigator', { credentials: { create, get } });
}

beforeEach(() => { browser(); });
afterEach(() => { vi.unstubAllGlobals(); vi.restoreAllMocks(); create.mockReset(); get.mockReset(); });

describe('passkeys', () => {
  it('are where the browser knows them and the site has a name', async () => {
    expect(passkeysWork()).toBe(true);
    vi.stubGlobal('PublicKeyCredential', undefined);
    expect(passkeysWork()).toBe(false);
    await expect(makePasskey(CREATION)).rejects.toMatchObject({ reason: 'no_support' });
    expect(create).not.toHaveBeenCalled();
  });

  it.each(['127.0.0.1', '192.168.1.20', '[::1]'])('are not at %s', (host) => {
    browser({}, host);
    expect(passkeysWork()).toBe(false);
  });

  it('are filled in only where the browser says so', async () => {
    expect(await fillsInPasskeys()).toBe(false);
    browser({ isConditionalMediationAvailable: () => Promise.resolve(false) });
    expect(await fillsInPasskeys()).toBe(false);
    browser({ isConditionalMediationAvailable: () => Promise.resolve(true) });
    expect(await fillsInPasskeys()).toBe(true);
  });
});

describe('a browser without the JSON of Level 3', () => {
  it('makes a passkey from bytes, and its bytes become base64url', async () => {
    const response = { clientDataJSON: bytes(0xfb, 0xff), attestationObject: bytes(1), getTransports: () => ['internal'] };
    create.mockResolvedValue({ id: '-_8', rawId: bytes(0xfb, 0xff), type: 'public-key', response } as unknown as Credential);
    expect(await makePasskey(CREATION)).toEqual({
      id: '-_8', rawId: '-_8', type: 'public-key', response: { clientDataJSON: '-_8', attestationObject: 'AQ', transports: ['internal'] },
    });
    const asked = create.mock.calls[0]?.[0]?.publicKey;
    expect([...new Uint8Array(asked?.challenge as ArrayBuffer)]).toEqual([1, 2, 3]);
    expect([...new Uint8Array(asked?.user.id as ArrayBuffer)]).toEqual([0xff, 0xef]);
    expect([...new Uint8Array(asked?.excludeCredentials?.[0]?.id as ArrayBuffer)]).toEqual([4, 5]);
    expect(asked?.authenticatorSelection).toEqual(CREATION.authenticatorSelection);
  });

  it('answers with one', async () => {
    const response = { clientDataJSON: bytes(1), authenticatorData: bytes(2), signature: bytes(3), userHandle: bytes(4) };
    get.mockResolvedValue({ id: 'AQ', rawId: bytes(1), type: 'public-key', response } as unknown as Credential);
    expect(await choosePasskey(REQUEST)).toEqual({
      id: 'AQ', rawId: 'AQ', type: 'public-key', response: { clientDataJSON: 'AQ', authenticatorData: 'Ag', signature: 'Aw', userHandle: 'BA' },
    });
    expect(get.mock.calls[0]?.[0]).not.toHaveProperty('mediation');
  });
});

describe('a browser that gives none', () => {
  it.each([
    ['NotAllowedError', 'cancelled'], ['InvalidStateError', 'exists'], ['SecurityError', 'not_here'], ['ConstraintError', 'unable'], ['NotSupportedError', 'unable'],
  ])('says %s, which means: %s', async (name, reason) => {
    create.mockRejectedValue(new DOMException('', name));
    await expect(makePasskey(CREATION)).rejects.toMatchObject({ name: 'PasskeyFailure', reason });
  });

  it('says the same when the time has run out, which the time tells', async () => {
    let now = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now);
    get.mockImplementation(() => {
      now += REQUEST.timeout;
      return Promise.reject(new DOMException('', 'NotAllowedError'));
    });
    await expect(choosePasskey(REQUEST)).rejects.toMatchObject({ reason: 'timed_out' });
  });

  it('gives up quietly what was asked quietly', async () => {
    const here = new AbortController();
    get.mockImplementation((options) => new Promise((_, give) => { options?.signal?.addEventListener('abort', () => { give(new DOMException('', 'AbortError')); }); }));
    const asked = choosePasskey(REQUEST, here);
    here.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
    expect(get.mock.calls[0]?.[0]).toMatchObject({ mediation: 'conditional' });
  });

  it('does not hide a defect of the client', async () => {
    create.mockRejectedValue(new TypeError('ours'));
    await expect(makePasskey(CREATION)).rejects.toThrow('ours');
  });
});
