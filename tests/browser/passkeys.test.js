// What opens an account: passkeys, one-time codes, recovery codes, tokens; and the proof that changing them takes.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
// Before what reads where the market is.
import './support/named.js';
import { DESKTOP, PHONE, drawn, open, settled, useBrowser, withPage } from './support/browser.js';
import { accessibility, clipped, sideways, smallTargets, themeOf } from './support/checks.js';
import { authenticator, codeAt } from './support/passkeys.js';
import { AMONG_PEOPLE, PASSWORD, PEOPLE, advance, fillIn, linkTo, newAddress, now, reader, signIn } from './support/people.js';

useBrowser();
const among = (options, steps) => withPage({ viewport: DESKTOP, ...AMONG_PEOPLE, ...options, allow: [...AMONG_PEOPLE.allow, ...(options.allow ?? [])] }, steps);
const refused = (...statuses) => statuses.map((status) => new RegExp(`\\b${status}\\b`));
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const section = (page, id) => page.locator('section', { has: page.locator(`#${id}`) });
/** It has the focus, or gets it. */
const attended = (locator) => locator.and(locator.page().locator(':focus')).waitFor();
const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);
const signOut = async (page, name) => {
  await page.locator('main').getByRole('button', { name, exact: true }).click();
  await page.waitForURL((url) => /^\/(en)?$/.test(url.pathname));
};

/** Axe, width and targets, from the narrowest phone up; the themes take turns, beginning with that of `language`. */
async function good(page, what, part = 'html', language = 0) {
  for (const [i, width] of [320, 768, 1280].entries()) {
    const colorScheme = themeOf(language, i);
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await drawn(page);
    assert.deepEqual(await accessibility(page, part), [], `${what} ${width} px, ${colorScheme}`);
    assert.deepEqual(await sideways(page), [], `${what} ${width} px`);
    assert.deepEqual(await clipped(page), [], `${what} ${width} px`);
    assert.deepEqual(await smallTargets(page), [], `${what} ${width} px`);
  }
}

const WORDS = {
  uk: {
    home: '', signUp: 'Створити з ключем доступу', sent: 'Ми надіслали вам листа', confirm: 'Так, це моя адреса', confirmed: 'Адресу підтверджено',
    signIn: 'Увійти з ключем доступу', out: 'Вийти', none: 'Зараз ви входите ключем доступу', key: 'Перший ключ доступу', email: 'Електронна пошта', name: 'Імʼя',
  },
  en: {
    home: '/en', signUp: 'Create with a passkey', sent: 'We have sent you a letter', confirm: 'Yes, it is my address', confirmed: 'Your address is confirmed',
    signIn: 'Sign in with a passkey', out: 'Sign out', none: 'You sign in with a passkey now', key: 'First passkey', email: 'E-mail', name: 'Name',
  },
};

/** Signs up with a passkey and confirms the address. */
async function newcomer(page, say = WORDS.uk) {
  const email = newAddress();
  await open(page, `${say.home}/sign-up`);
  await page.getByLabel(say.name).fill('Леся');
  await page.getByLabel(say.email).fill(email);
  await press(page, say.signUp);
  await heading(page, say.sent);
  assert.equal(await page.locator('main strong').textContent(), email);
  await open(page, await linkTo(email, '/verify-email'));
  await press(page, say.confirm);
  await heading(page, say.confirmed);
  return email;
}

async function enterByPasskey(page, say = WORDS.uk, next = '/account') {
  await open(page, `${say.home}/sign-in?next=${encodeURIComponent(say.home + next)}`);
  const button = page.locator('main').getByRole('button', { name: say.signIn });
  // What the browser fills in by itself may have been quicker.
  await Promise.race([button.click().catch(() => undefined), page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))]);
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  await settled(page);
}

for (const [language, say] of Object.entries(WORDS)) {
  test(`somebody has an account without a password, and comes back into it, in ${language}`, () =>
    among({}, async (page) => {
      const device = await authenticator(page);
      const email = await newcomer(page, say);
      assert.equal((await device.keys()).length, 1);
      await enterByPasskey(page, say);
      assert.equal(page.url(), `${PEOPLE}${say.home}/account`);
      await page.locator('main').getByText(email).first().waitFor();
      await section(page, 'passkeys').getByText(say.key, { exact: true }).waitFor();
      await section(page, 'password').getByText(say.none).waitFor();
      await signOut(page, say.out);
      await enterByPasskey(page, say);
      await section(page, 'passkeys').getByText(say.key, { exact: true }).waitFor();
    }));
}

test('without the mouse one signs up with a passkey, and comes in with it', () =>
  among({}, async (page) => {
    await authenticator(page);
    const email = newAddress();
    const tabTo = async (locator) => {
      for (let i = 0; i < 60 && !(await hasFocus(locator)); i++) await page.keyboard.press('Tab');
      assert.ok(await hasFocus(locator), 'Tab leads there');
    };
    await open(page, '/sign-up');
    await tabTo(page.getByLabel('Електронна пошта'));
    await page.keyboard.type(email);
    await tabTo(page.getByRole('button', { name: 'Створити з ключем доступу' }));
    await page.keyboard.press('Enter');
    await heading(page, 'Ми надіслали вам листа');
    await attended(page.locator('main h1'));
    await open(page, await linkTo(email, '/verify-email'));
    await tabTo(page.getByRole('button', { name: 'Так, це моя адреса' }));
    await page.keyboard.press('Enter');
    await heading(page, 'Адресу підтверджено');
    await enterByPasskey(page, WORDS.uk, '/account');
    await page.getByRole('heading', { name: 'Ваш обліковий запис' }).waitFor();
  }));

test('who closes the window of the passkey has no account yet, is told so, and nothing typed is lost', () =>
  among({}, async (page) => {
    const device = await authenticator(page);
    await open(page, '/sign-up');
    await device.refuse();
    await press(page, 'Створити з ключем доступу');
    await page.getByText('Заповніть це поле.').waitFor();
    const email = newAddress();
    await page.getByLabel('Електронна пошта').fill(email);
    await press(page, 'Створити з ключем доступу');
    const alert = page.getByRole('alert').filter({ hasText: 'Ключа не обрано, тож нічого не змінилося.' });
    await alert.waitFor();
    await attended(alert);
    assert.equal(await page.getByLabel('Електронна пошта').inputValue(), email);
    assert.deepEqual(await accessibility(page), []);
    await device.allow();
    await press(page, 'Створити з ключем доступу');
    await heading(page, 'Ми надіслали вам листа');
  }));

test('at sign-in a cancelled, an unknown and an unconfirmed passkey each have their sentence', () =>
  among({ allow: refused(401, 403) }, async (page) => {
    const device = await authenticator(page);
    await open(page, '/sign-in');
    await device.refuse();
    await press(page, 'Увійти з ключем доступу');
    await page.getByRole('alert').filter({ hasText: 'Ключа не обрано' }).waitFor();

    await open(page, '/sign-up');
    await page.getByLabel('Електронна пошта').fill(newAddress());
    await press(page, 'Створити з ключем доступу');
    await heading(page, 'Ми надіслали вам листа');
    await open(page, '/sign-in');
    await press(page, 'Увійти з ключем доступу');
    await page.getByRole('alert').filter({ hasText: 'Спершу підтвердьте адресу' }).waitFor();

    const [known] = await device.keys();
    await device.drop(known);
    await device.add({ ...known, credentialId: Buffer.from('a passkey that nobody knows').toString('base64') });
    await press(page, 'Увійти з ключем доступу');
    await page.getByRole('alert').filter({ hasText: 'Цей ключ тут нічого не відкриває' }).waitFor();
  }));

test('a browser without passkeys is told so where the button would be, and passwords work', () =>
  among({}, async (page) => {
    await page.addInitScript(() => { delete window.PublicKeyCredential; });
    await open(page, '/sign-up');
    await page.getByText('Цей браузер тут не вміє створювати ключів доступу.').waitFor();
    assert.equal(await page.getByRole('button', { name: /ключем доступу/ }).count(), 0);
    const who = await reader();
    await open(page, '/sign-in');
    await page.getByText('Ключі доступу в цьому браузері тут не відкриваються.').waitFor();
    await signIn(page, who, '/sign-in?next=/account');
    await section(page, 'passkeys').getByText('У цьому браузері ключ додати не вийде.').waitFor();
  }));

test('where credentials cannot write themselves as JSON they are written for them', () =>
  among({}, async (page) => {
    await page.addInitScript(() => {
      delete PublicKeyCredential.prototype.toJSON;
      delete PublicKeyCredential.parseCreationOptionsFromJSON;
      delete PublicKeyCredential.parseRequestOptionsFromJSON;
    });
    await authenticator(page);
    await newcomer(page);
    await enterByPasskey(page);
    await section(page, 'passkeys').getByText('Перший ключ доступу', { exact: true }).waitFor();
  }));

test('the browser offers passkeys at the field of the address, where it can', () =>
  among({}, async (page) => {
    await page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = () => Promise.resolve(true);
      globalThis.asked = [];
      CredentialsContainer.prototype.get = ({ mediation, signal }) =>
        new Promise((_, give) => {
          globalThis.asked.push(mediation ?? 'window');
          if (!mediation) give(new DOMException('', 'NotAllowedError'));
          signal?.addEventListener('abort', () => { globalThis.asked.push('given up'); give(signal.reason); });
        });
    });
    await open(page, '/sign-in');
    assert.equal(await page.getByLabel('Електронна пошта').getAttribute('autocomplete'), 'username webauthn');
    await page.waitForFunction(() => globalThis.asked.includes('conditional'));
    const before = await page.evaluate(() => globalThis.asked.length);
    await press(page, 'Увійти з ключем доступу');
    await page.getByRole('alert').filter({ hasText: 'Ключа не обрано' }).waitFor();
    await page.waitForFunction((n) => globalThis.asked.length >= n + 3, before);
    assert.deepEqual((await page.evaluate(() => globalThis.asked)).slice(before), ['given up', 'window', 'conditional'], 'one question at a time, and the quiet one again afterwards');
  }));

test('a passkey is added after a proof by password, renamed, and removed', () =>
  among({ allow: refused(400, 401, 403) }, async (page) => {
    const device = await authenticator(page);
    const who = await reader();
    await signIn(page, who, '/sign-in?next=/account');
    await advance(11 * 60);
    const keys = section(page, 'passkeys');
    await keys.getByText('Ключів іще немає.').waitFor();
    await keys.getByRole('button', { name: 'Додати ключ доступу' }).click();
    const dialog = page.getByRole('dialog', { name: 'Підтвердьте, що це ви' });
    await dialog.waitFor();
    await attended(dialog.getByLabel('Пароль', { exact: true }));
    assert.equal(await dialog.getByRole('button', { name: 'Підтвердити ключем доступу' }).count(), 0, 'there is none yet');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await keys.getByRole('alert').filter({ hasText: 'Нічого не змінилося' }).waitFor();
    assert.equal((await device.keys()).length, 0);

    await keys.getByRole('button', { name: 'Додати ключ доступу' }).click();
    await dialog.getByLabel('Пароль', { exact: true }).fill('не той пароль зовсім');
    await page.keyboard.press('Enter');
    await dialog.getByText('Це не теперішній пароль.').waitFor();
    await dialog.getByLabel('Пароль', { exact: true }).fill(who.password);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await keys.getByText('Додано ключ «Chrome, Linux».').waitFor();
    assert.equal((await device.keys()).length, 1);
    await keys.getByText('Ще не відкривав запису').waitFor();

    await keys.getByRole('button', { name: 'Додати ключ доступу' }).click();
    await keys.getByRole('alert').filter({ hasText: 'Цей ключ доступу ми вже знаємо' }).waitFor();

    await keys.getByRole('button', { name: 'Перейменувати ключ «Chrome, Linux»' }).click();
    const name = keys.getByLabel('Назва ключа');
    await attended(name);
    await name.fill('Ноутбук');
    await page.keyboard.press('Enter');
    await keys.getByText('Ноутбук', { exact: true }).waitFor();

    await advance(11 * 60);
    await keys.getByRole('button', { name: 'Вилучити ключ «Ноутбук»' }).click();
    const sure = page.getByRole('alertdialog', { name: 'Вилучити ключ «Ноутбук»?' });
    await sure.getByRole('button', { name: 'Скасувати' }).click();
    await sure.waitFor({ state: 'detached' });
    await keys.getByText('Ноутбук', { exact: true }).waitFor();
    await keys.getByRole('button', { name: 'Вилучити ключ «Ноутбук»' }).click();
    await sure.getByRole('button', { name: 'Так, вилучити' }).click();
    await dialog.getByRole('button', { name: 'Підтвердити ключем доступу' }).click();
    await dialog.waitFor({ state: 'detached' });
    await keys.getByText('Ключ «Ноутбук» більше нічого не відкриває.').waitFor();
    await keys.getByText('Ключів іще немає.').waitFor();
    for (const what of ['Додано ключ доступу', 'Ключ доступу вилучено', 'Ви ще раз довели, що це ви']) await section(page, 'audit').getByText(what).first().waitFor();
  }));

test('the last way in stays, until a password is another', () =>
  among({ allow: refused(403, 409) }, async (page) => {
    await authenticator(page);
    await newcomer(page);
    await enterByPasskey(page);
    const keys = section(page, 'passkeys');
    const remove = async () => {
      await keys.getByRole('button', { name: /^Вилучити ключ/ }).click();
      await page.getByRole('alertdialog').getByRole('button', { name: 'Так, вилучити' }).click();
    };
    await remove();
    await keys.getByRole('alert').filter({ hasText: 'Це останній спосіб увійти.' }).waitFor();
    const password = section(page, 'password');
    assert.equal(await password.getByLabel('Теперішній пароль').count(), 0, 'there is none to give');
    await password.getByLabel('Новий пароль').fill(PASSWORD);
    await password.getByRole('button', { name: 'Додати пароль' }).click();
    await password.getByText('Пароль додано.').waitFor();
    await password.getByLabel('Теперішній пароль').waitFor();
    await remove();
    await keys.getByText('Ключів іще немає.').waitFor();
  }));

test('who has no password moves to another address after a proof with the passkey', () =>
  among({ allow: refused(400, 401, 403) }, async (page) => {
    await authenticator(page);
    const old = await newcomer(page);
    await enterByPasskey(page);
    await advance(11 * 60);
    const email = section(page, 'email');
    await email.getByText(old).waitFor();
    await email.getByLabel('Нова адреса').fill('не адреса');
    await email.getByRole('button', { name: 'Змінити адресу' }).click();
    await email.getByText('Вкажіть адресу на взірець').waitFor();
    const wanted = newAddress();
    await email.getByLabel('Нова адреса').fill(wanted);
    await email.getByRole('button', { name: 'Змінити адресу' }).click();
    const dialog = page.getByRole('dialog', { name: 'Підтвердьте, що це ви' });
    await dialog.waitFor();
    assert.equal(await dialog.getByLabel('Пароль').count(), 0);
    await dialog.getByRole('button', { name: 'Підтвердити ключем доступу' }).click();
    await email.getByText(`Надіслали листа на ${wanted}.`).waitFor();
    await open(page, await linkTo(wanted, '/verify-email'));
    await press(page, 'Так, це моя адреса');
    await heading(page, 'Адресу підтверджено');
    await open(page, '/account');
    await section(page, 'email').getByText(wanted).waitFor();
  }));

/** Switches one-time codes on; gives the key of the app and the recovery codes. */
async function withCodes(page) {
  const totp = section(page, 'totp');
  await totp.getByRole('button', { name: 'Налаштувати коди' }).click();
  const key = (await totp.locator('[class*=secret]').textContent()).replace(/\s/g, '');
  await totp.getByLabel('Код із застосунку').fill(codeAt(key, now()));
  await totp.getByRole('button', { name: 'Увімкнути' }).click();
  await totp.getByRole('heading', { name: 'Ваші коди відновлення' }).waitFor();
  return { key, codes: await totp.locator('ol li').allTextContents() };
}

test('sign-in in two steps: set up, asked for, entered with a recovery code, renewed, switched off', () =>
  among({ allow: refused(400, 401, 403), acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
    const who = await reader();
    await signIn(page, who, '/sign-in?next=/account');
    const totp = section(page, 'totp');
    await totp.getByRole('button', { name: 'Налаштувати коди' }).click();
    await totp.getByRole('img', { name: 'QR-код із ключем для застосунку' }).waitFor();
    await attended(totp.getByRole('heading', { name: 'Додайте ключ у застосунок' }));
    await good(page, 'set up');
    await page.setViewportSize(DESKTOP);
    await totp.getByLabel('Код із застосунку').fill('000');
    await totp.getByRole('button', { name: 'Увімкнути' }).click();
    await totp.getByText('Код не підходить.').waitFor();
    await totp.getByRole('button', { name: 'Скасувати' }).click();
    const { key, codes } = await withCodes(page);
    assert.equal(codes.length, 10);
    await good(page, 'recovery codes');
    await page.setViewportSize(DESKTOP);
    await totp.getByRole('button', { name: 'Скопіювати' }).click();
    await totp.getByRole('button', { name: 'Скопійовано' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const [download] = await Promise.all([page.waitForEvent('download'), totp.getByRole('button', { name: 'Зберегти у файл' }).click()]);
    const saved = await readFile(await download.path(), 'utf8');
    assert.equal(saved, copied);
    for (const text of [...codes, who.email, new URL(PEOPLE).host]) assert.ok(saved.includes(text), text);
    await page.emulateMedia({ media: 'print' });
    assert.ok(await totp.getByText(codes[9]).isVisible());
    assert.ok(await totp.getByText(`Коди відновлення: ${new URL(PEOPLE).host}, ${who.email}`).isVisible());
    assert.equal(await page.locator('main h1').isVisible(), false, 'nothing else is printed');
    await page.emulateMedia({ media: 'screen' });
    await totp.getByRole('button', { name: 'Коди збережено' }).click();
    await totp.getByText('Вхід із паролем питає одноразовий код').waitFor();
    await totp.getByText('Лишилося 10 кодів відновлення').waitFor();
    assert.equal(await page.getByText(codes[0]).count(), 0, 'they are shown once');
    await signOut(page, 'Вийти');

    await open(page, '/sign-in?next=/account');
    await fillIn(page, who);
    await press(page, 'Увійти');
    await page.getByText('Лишився другий крок: введіть одноразовий код.').waitFor();
    const code = page.getByLabel('Одноразовий код');
    await attended(code);
    assert.deepEqual(await accessibility(page), []);
    await code.fill('123');
    await page.keyboard.press('Enter');
    await page.getByText('Код не підходить.').waitFor();
    await code.fill(` ${codes[2].toUpperCase()} `);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${PEOPLE}/account`);
    await totp.getByText('Лишилося 9 кодів відновлення').waitFor();

    await advance(11 * 60);
    await totp.getByRole('button', { name: 'Нові коди відновлення' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Так, видати нові' }).click();
    const dialog = page.getByRole('dialog', { name: 'Підтвердьте, що це ви' });
    await dialog.getByLabel('Пароль', { exact: true }).fill(who.password);
    await page.keyboard.press('Enter');
    await dialog.getByText('Лишився другий крок').waitFor();
    await attended(dialog.getByLabel('Одноразовий код'));
    await good(page, 'proof', '[role=dialog]');
    await page.setViewportSize(DESKTOP);
    await dialog.getByLabel('Одноразовий код').fill(codeAt(key, now()));
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await totp.getByRole('heading', { name: 'Ваші коди відновлення' }).waitFor();
    const fresh = await totp.locator('ol li').allTextContents();
    assert.equal(new Set([...codes, ...fresh]).size, 20);
    await totp.getByRole('button', { name: 'Коди збережено' }).click();

    await totp.getByRole('button', { name: 'Вимкнути', exact: true }).click();
    await totp.getByLabel('Пароль', { exact: true }).fill('не той пароль зовсім');
    await totp.getByRole('button', { name: 'Вимкнути коди' }).click();
    await totp.getByText('Це не теперішній пароль.').waitFor();
    await totp.getByRole('button', { name: 'Краще кодом' }).click();
    await totp.getByLabel('Одноразовий код').fill(fresh[0]);
    await totp.getByRole('button', { name: 'Вимкнути коди' }).click();
    await totp.getByText('Одноразові коди вимкнено.').waitFor();
    await totp.getByRole('button', { name: 'Налаштувати коди' }).waitFor();
  }));

test('the picture of the key says what the key says', () =>
  among({}, async (page) => {
    await signIn(page, await reader(), '/sign-in?next=/account');
    const totp = section(page, 'totp');
    await totp.getByRole('button', { name: 'Налаштувати коди' }).click();
    const key = (await totp.locator('[class*=secret]').textContent()).replace(/\s/g, '');
    const uri = await totp.getByRole('link', { name: 'Відкрити застосунок на цьому пристрої' }).getAttribute('href');
    assert.equal(new URL(uri).searchParams.get('secret'), key);
    const wasmBinary = (await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))).buffer;
    prepareZXingModule({ overrides: { wasmBinary } });
    const [read] = await readBarcodes(new Blob([await totp.getByRole('img').screenshot()]), { formats: ['QRCode'] });
    assert.equal(read?.text, uri);
  }));

test('a token for a program is made, shown once, and removed', () =>
  among({ allow: refused(401, 403) }, async (page) => {
    await signIn(page, await reader(), '/sign-in?next=/account');
    await advance(11 * 60);
    const tokens = section(page, 'tokens');
    await tokens.getByRole('button', { name: 'Створити токен' }).click();
    await attended(tokens.getByLabel('Для чого цей токен'));
    await tokens.getByRole('button', { name: 'Створити токен' }).click();
    await tokens.getByText('Заповніть це поле.').waitFor();
    await tokens.getByText('Виберіть щонайменше одне.').waitFor();
    await good(page, 'new token');
    await page.setViewportSize(DESKTOP);
    await tokens.getByLabel('Для чого цей токен').fill('Таблиця цін');
    await tokens.getByLabel('Читати полицю').check();
    await tokens.getByRole('button', { name: 'Створити токен' }).click();
    const dialog = page.getByRole('dialog', { name: 'Підтвердьте, що це ви' });
    await dialog.getByLabel('Пароль', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    const token = await tokens.locator('[class*=secret]').textContent();
    const asked = (path) => fetch(PEOPLE + path, { headers: { Authorization: `Bearer ${token}` } });
    assert.equal((await asked('/api/v1/me/copies')).status, 200);
    assert.equal((await asked('/api/v1/me')).status, 403, 'it opens what it is for');
    await good(page, 'token');
    await page.setViewportSize(DESKTOP);
    await tokens.getByRole('button', { name: 'Токен збережено' }).click();
    await tokens.getByText('Таблиця цін', { exact: true }).waitFor();
    assert.equal(await page.getByText(token).count(), 0);
    await tokens.getByRole('button', { name: 'Вилучити токен «Таблиця цін»' }).click();
    await good(page, 'sure?', '[role=alertdialog]');
    await page.setViewportSize(DESKTOP);
    await page.getByRole('alertdialog').getByRole('button', { name: 'Так, вилучити' }).click();
    await tokens.getByText('Токен «Таблиця цін» більше нічого не відкриває.').waitFor();
    assert.equal((await asked('/api/v1/me/copies')).status, 401);
  }));

for (const [language, say] of Object.entries(WORDS)) {
  test(`pages with passkeys can be used by everybody, and fit, in ${language}`, () =>
    among({ viewport: PHONE, touch: false }, async (page) => {
      await authenticator(page);
      for (const path of ['/sign-up', '/sign-in']) {
        await open(page, say.home + path);
        await good(page, path, 'html', language === 'uk' ? 0 : 1);
      }
      await newcomer(page, say);
      await enterByPasskey(page, say);
      await section(page, 'passkeys').getByText(say.key, { exact: true }).waitFor();
      await good(page, '/account', 'html', language === 'uk' ? 0 : 1);
    }));
}
