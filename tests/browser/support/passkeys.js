// An authenticator that Chromium plays, and an app for one-time codes.
import { createHmac } from 'node:crypto';

/**
 * Gives the page a device with passkeys, that says yes to everything. `off()` and `on()`: whether its owner passes its
 * check; `keys()`: what it holds; `forget()` takes the device away.
 */
export async function authenticator(page, options = {}) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true, ...options },
  });
  const say = (method, more) => cdp.send(`WebAuthn.${method}`, { authenticatorId, ...more });
  return {
    off: () => say('setUserVerified', { isUserVerified: false }),
    on: () => say('setUserVerified', { isUserVerified: true }),
    keys: async () => (await say('getCredentials')).credentials,
    drop: (credential) => say('removeCredential', { credentialId: credential.credentialId }),
    add: (credential) => say('addCredential', { credential }),
    forget: () => say('removeVirtualAuthenticator'),
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
