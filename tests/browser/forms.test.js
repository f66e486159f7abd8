// Forms of one's own pages: what is wrong is said at its place, and nothing typed is lost.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, open, useBrowser, withPage } from './support/browser.js';
import { accessibility, focused } from './support/checks.js';
import { fillIn, PASSWORD } from './support/people.js';

useBrowser();
const EMAIL = 'lesia@example.org';
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();
const answer = (status, body, headers = {}) => (route) =>
  route.fulfill({ status, contentType: 'application/problem+json', headers, body: JSON.stringify({ status, trace_id: 'f00d', ...body }) });
const hasFocus = (locator) => locator.evaluate((element) => element === document.activeElement);

test('an empty form names every field, and the first wrong one has the focus', () =>
  withPage({ viewport: PHONE }, async (page) => {
    const asked = [];
    page.on('request', (request) => { if (request.method() === 'POST') asked.push(request.url()); });
    await open(page, '/sign-up');
    await press(page, 'Створити запис');
    assert.equal(await page.getByText('Заповніть це поле.').count(), 2);
    const email = page.getByLabel('Електронна пошта');
    assert.ok(await hasFocus(email));
    assert.equal(await email.getAttribute('aria-invalid'), 'true');
    const told = (await email.getAttribute('aria-describedby')).split(' ');
    assert.match(await page.locator(`[id="${told.at(-1)}"]`).textContent(), /Заповніть/);
    assert.deepEqual(asked, [], 'the server is not asked for what is plain');
    assert.deepEqual(await accessibility(page), []);
    await page.setViewportSize({ width: 320, height: 700 });
    assert.deepEqual(await accessibility(page), []);
  }));

test('what the server refuses stands at its fields, in words, and nothing typed is lost', () =>
  withPage({ viewport: DESKTOP, allow: [/\b400\b/] }, async (page) => {
    const errors = [['/body/password', 'breached'], ['/body/email', 'bad_email']].map(([pointer, code]) => ({ pointer, code, detail: '' }));
    await page.route('**/api/v1/accounts', answer(400, { code: 'invalid_request', errors }));
    await open(page, '/sign-up');
    await page.getByLabel('Імʼя').fill('Леся');
    await fillIn(page, { email: EMAIL, password: PASSWORD });
    await press(page, 'Створити запис');
    await page.getByText('Цей пароль відомий із витоку на іншому сайті.').waitFor();
    await page.getByText('Вкажіть адресу на взірець').waitFor();
    assert.ok(await hasFocus(page.getByLabel('Електронна пошта')), 'the first in the form, whatever comes first in the answer');
    assert.equal(await page.getByLabel('Імʼя').inputValue(), 'Леся');
    assert.equal(await page.getByLabel('Пароль', { exact: true }).inputValue(), PASSWORD);
    await page.getByLabel('Електронна пошта').fill('inna@example.org');
    assert.equal(await page.getByText('Вкажіть адресу на взірець').count(), 0, 'a fault that is being mended is not held up any longer');
  }));

for (const [what, respond, said] of [
  ['too many attempts', answer(429, { code: 'too_many_attempts' }, { 'Retry-After': '241' }), /Забагато спроб\. Спробуйте знову за\s5 хвилин\./],
  ['a server without its store', answer(503, { code: 'store_unusable' }, { 'Retry-After': '1' }), /Сервер не\sвідповідає\. Усе, що\sви ввели, лишилося на\sмісці/],
  ['a defect of ours', answer(500, { code: 'internal' }), /Щось зламалося на\sнашому боці.*internal · f00d/],
  ['a connection that breaks off', (route) => route.abort('connectionrefused'), /Сервер не\sвідповідає/],
  ['a blocked account', answer(403, { code: 'account_blocked' }), /заблоковано/],
]) {
  test(`signing in meets ${what} with a sentence, and the second attempt works`, () =>
    withPage({ viewport: PHONE, allow: [/\b(4\d\d|50\d)\b/, /ERR_CONNECTION_REFUSED/] }, async (page) => {
      await page.route('**/api/v1/sessions', respond);
      await open(page, '/sign-in');
      await fillIn(page, { email: EMAIL, password: PASSWORD });
      await press(page, 'Увійти');
      const alert = page.getByRole('alert').filter({ hasText: said });
      await alert.waitFor();
      assert.ok(await hasFocus(alert));
      assert.equal(await page.getByLabel('Пароль', { exact: true }).inputValue(), PASSWORD);
      let tried = 0;
      await page.unroute('**/api/v1/sessions');
      await page.route('**/api/v1/sessions', (route) => { tried++; return answer(401, { code: 'bad_credentials' })(route); });
      await press(page, 'Увійти');
      await page.getByRole('alert').filter({ hasText: 'не підходять' }).waitFor();
      assert.equal(tried, 1);
      assert.equal(await alert.count(), 0);
    }));
}

test('without a network a form keeps what was typed and says so', () =>
  withPage({ viewport: PHONE, allow: [/ERR_INTERNET_DISCONNECTED/] }, async (page) => {
    await open(page, '/sign-in');
    await fillIn(page, { email: EMAIL, password: PASSWORD });
    await page.context().setOffline(true);
    await press(page, 'Увійти');
    await page.getByRole('alert').filter({ hasText: 'Немає звʼязку. Усе, що ви ввели' }).waitFor();
    assert.equal(await page.getByLabel('Електронна пошта').inputValue(), EMAIL);
    await page.context().setOffline(false);
  }));

test('an impatient reader sends a form once', () =>
  withPage({ viewport: DESKTOP, allow: [/\b401\b/] }, async (page) => {
    let tried = 0;
    let arrive;
    const slow = new Promise((resolve) => { arrive = resolve; });
    await page.route('**/api/v1/sessions', async (route) => {
      tried++;
      await slow;
      await answer(401, { code: 'bad_credentials' })(route);
    });
    await open(page, '/sign-in');
    await fillIn(page, { email: EMAIL, password: PASSWORD });
    for (let i = 0; i < 3; i++) await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Зачекайте…' }).click({ force: true });
    arrive();
    await page.getByRole('alert').filter({ hasText: 'не підходять' }).waitFor();
    assert.equal(tried, 1);
  }));

test('an account with a second factor is asked for its code, which goes along with what was typed', () =>
  withPage({ viewport: PHONE, allow: [/\b40[013]\b/] }, async (page) => {
    const sent = [];
    await page.route('**/api/v1/sessions', (route) => {
      const body = route.request().postDataJSON();
      sent.push(body);
      const errors = [{ pointer: '/body/code', code: 'wrong_code', detail: '' }];
      return answer(...(body.code === undefined ? [403, { code: 'second_factor_required' }] : [400, { code: 'invalid_request', errors }]))(route);
    });
    await open(page, '/sign-in');
    await fillIn(page, { email: EMAIL, password: PASSWORD });
    await press(page, 'Увійти');
    const code = page.getByLabel('Одноразовий код');
    await code.waitFor();
    assert.ok(await hasFocus(code));
    assert.equal(await code.getAttribute('autocomplete'), 'one-time-code');
    await code.fill('123 456');
    await page.keyboard.press('Enter');
    await page.getByText('Код не підходить. Кожен діє лише раз: спробуйте найновіший.').waitFor();
    assert.ok(await hasFocus(code));
    assert.deepEqual(sent, [{ email: EMAIL, password: PASSWORD }, { email: EMAIL, password: PASSWORD, code: '123456' }]);
    assert.deepEqual(await accessibility(page), []);
  }));

test('a password can be looked at and hidden, and password managers know the fields', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    const known = async (path) => {
      await open(page, path);
      await page.locator('main form input').first().waitFor();
      return page.locator('main form input').evaluateAll((inputs) => inputs.map(({ type, autocomplete }) => `${type} ${autocomplete}`));
    };
    assert.deepEqual(await known('/sign-up'), ['text nickname', 'email username', 'password new-password']);
    assert.deepEqual(await known('/reset-password'), ['email username']);
    assert.deepEqual(await known('/reset-password#token'), ['password new-password']);
    assert.deepEqual(await known('/sign-in'), ['email username webauthn', 'password current-password']);
    await fillIn(page, { email: EMAIL, password: PASSWORD });
    const field = page.getByLabel('Пароль', { exact: true });
    await page.getByRole('button', { name: 'Показати пароль' }).click();
    assert.equal(await field.getAttribute('type'), 'text');
    assert.equal(await field.inputValue(), PASSWORD);
    await page.getByRole('button', { name: 'Сховати пароль' }).click();
    assert.equal(await field.getAttribute('type'), 'password');
  }));

test('the length of a password is told while it is typed, as the server counts', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, '/sign-up');
    const said = async (typed) => {
      await page.getByLabel('Пароль', { exact: true }).fill(typed);
      const aside = page.locator('main form [id$=aside]');
      return (await aside.count()) === 0 ? undefined : (await aside.textContent()).replace(/\s/g, ' ');
    };
    assert.equal(await said(''), undefined);
    assert.equal(await said('кіт'), 'Ще 12 знаків');
    assert.equal(await said('й'.normalize('NFD').repeat(14)), 'Ще 1 знак');
    assert.equal(await said('😀'.repeat(14)), 'Ще 1 знак');
    assert.equal(await said('два слова й ще два'), 'Довжини вистачає');
  }));

test('signing in works by the keyboard alone, with the focus always in sight', () =>
  withPage({ viewport: PHONE, touch: false }, async (page) => {
    await open(page, '/sign-in');
    await page.locator('main h1').evaluate((heading) => { heading.tabIndex = -1; heading.focus(); });
    const way = [];
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press('Tab');
      const { name, visible, onScreen, covered } = await focused(page);
      assert.ok(visible && onScreen && !covered, `${name}: ${JSON.stringify({ visible, onScreen, covered })}`);
      way.push(name.replace(/.*«|»/g, ''));
    }
    assert.deepEqual(way, ['', '', 'Показати пароль', 'Забули пароль?', 'Увійти', 'Створити запис']);
  }));

test('a page that was served with its heading does not go blank while the application takes over', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await page.addInitScript(() => {
      window.blank = 0;
      let seen = false;
      new MutationObserver(() => {
        const there = document.querySelector('main h1') !== null;
        if (seen && !there) window.blank++;
        seen ||= there;
      }).observe(document, { childList: true, subtree: true });
    });
    for (const path of ['/sign-in', '/en/sign-up', '/reset-password#token']) {
      await open(page, path);
      await page.locator('main form').waitFor();
      assert.equal(await page.evaluate(() => window.blank), 0, path);
    }
  }));
