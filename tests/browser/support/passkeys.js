// An authenticator that Chromium plays, and an app for one-time codes.
import { createHmac } from 'node:crypto';

/**
 * Gives the page a device with passkeys, that says yes to everything. `keys()`: what it holds; `drop()` and `add()` change
 * that. `refuse()` closes every window about passkeys from then on, as a reader may, until `allow()` or another page.
 */
export async function authenticator(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  const say = (method, more) => cdp.send(`WebAuthn.${method}`, { authenticatorId, ...more });
  await page.addInitScript(() => {
    for (const what of ['create', 'get']) {
      const real = CredentialsContainer.prototype[what];
      CredentialsContainer.prototype[what] = function (options) {
        return globalThis.refusesPasskeys && options.mediation === undefined ? Promise.reject(new DOMException('', 'NotAllowedError')) : real.call(this, options);
      };
    }
  });
  const close = (closed) => page.evaluate((now) => { globalThis.refusesPasskeys = now; }, closed);
  return {
    refuse: () => close(true),
    allow: () => close(false),
    keys: async () => (await say('getCredentials')).credentials,
    drop: (credential) => say('removeCredential', { credentialId: credential.credentialId }),
    add: (credential) => say('addCredential', { credential }),
  };
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function fromBase32(text) {
  const bits = [...text.replace(/[\s=]/g, '')].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/** The code of a time (RFC 6238: SHA-1, 30 s, six digits), `key` in Base32, `at` in milliseconds. */
export function codeAt(key, at) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)));
  const mac = createHmac('sha1', fromBase32(key)).update(counter).digest();
  const offset = mac[19] & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
