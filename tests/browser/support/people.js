// People of a market of their own: they sign up, and their letters become files.
import { readFile, readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { settled } from './browser.js';

export const PEOPLE = process.env.PEOPLE_MARKET_URL;
const { PEOPLE_MARKET_MAIL: MAIL, PEOPLE_MARKET_CONTROL: CONTROL } = process.env;

/** For withPage: the market of people is another host than the one with the books. */
export const AMONG_PEOPLE = { baseURL: PEOPLE, allow: [/^other host/] };

export const PASSWORD = 'сім синіх томів на підвіконні';

/** Asks the market of people; `token` of whoever asks. The body of the answer, where it has one. */
export async function call(method, path, body, token) {
  const headers = { 'Content-Type': 'application/json', ...(token && { Authorization: `Bearer ${token}` }) };
  const response = await fetch(PEOPLE + path, { method, headers, body: JSON.stringify(body) });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

/** The text of a letter: one part, encoded in Base64 or as it is. */
function textOf(letter) {
  const [head, ...rest] = letter.split('\r\n\r\n');
  const body = rest.join('\r\n\r\n');
  if (/^Content-Transfer-Encoding: base64/im.test(head)) return Buffer.from(body, 'base64').toString();
  if (!/^Content-Transfer-Encoding: quoted-printable/im.test(head)) return body;
  const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

async function lettersTo(address) {
  const files = (await readdir(MAIL).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  const letters = await Promise.all(files.map((name) => readFile(join(MAIL, name), 'utf8')));
  return letters.filter((letter) => letter.includes(address)).map(textOf);
}

/** The newest letter to an address in which `part` stands; waits until it is there. */
export async function letterTo(address, part) {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const found = (await lettersTo(address)).findLast((text) => text.includes(part));
    if (found) return found;
  }
  throw new Error(`no letter to ${address} with ${part}`);
}

/** The link in the newest letter to an address that leads to `path`; waits until it is there, and is not `but`. */
export async function linkTo(address, path, but) {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const links = (await lettersTo(address)).flatMap((text) => text.match(/https?:\/\/\S+/g) ?? []);
    const found = links.findLast((link) => new URL(link).pathname.endsWith(path) && link !== but);
    if (found) return found;
  }
  throw new Error(`no letter to ${address} with a link to ${path}`);
}

let born = 0;
export const newAddress = () => `reader-${process.pid}-${++born}@example.org`;

/** Somebody who has signed up and not confirmed the address yet. */
export async function stranger(language = 'uk') {
  const email = newAddress();
  await call('POST', '/api/v1/accounts', { email, password: PASSWORD, name: 'Леся', language });
  return { email, password: PASSWORD, name: 'Леся', link: await linkTo(email, '/verify-email') };
}

/** Somebody who can sign in. */
export async function reader(language = 'uk') {
  const who = await stranger(language);
  await call('POST', '/api/v1/email-verifications', { token: new URL(who.link).hash.slice(1) });
  return who;
}

export async function fillIn(page, { email, password }) {
  await page.getByLabel(/^(Електронна пошта|E-mail)$/).fill(email);
  await page.getByLabel(/^(Пароль|Password)$/).fill(password);
}

/** Signs in at `path`, a page of signing in, and waits until that page is left. */
export async function signIn(page, who, path = '/sign-in') {
  await page.goto(path);
  await settled(page);
  await fillIn(page, who);
  await page.locator('main').getByRole('button', { name: /^(Увійти|Sign in)$/ }).click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  await settled(page);
}

let ahead = 0;
/** The time of the market, in milliseconds, where these tests alone move it. */
export const now = () => Date.now() + ahead;

function control(path, body) {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath: CONTROL, method: 'POST', path, headers: { 'Content-Type': 'application/json' } }, (answer) => {
      answer.resume();
      answer.on('end', () => (answer.statusCode < 300 ? resolve() : reject(new Error(`${path}: ${answer.statusCode}`))));
    });
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}

/** Moves the time of the market of people ahead. */
export function advance(seconds) {
  ahead += seconds * 1000;
  return control('/clock', { advance_seconds: seconds });
}

/** Makes a step of the market of people fail whenever it comes, until it is let go on. */
export const failing = async (name, steps) => {
  await control('/failpoint', { name, action: 'fail' });
  try {
    return await steps();
  } finally {
    await control('/failpoint', { name, action: 'off' });
  }
};
