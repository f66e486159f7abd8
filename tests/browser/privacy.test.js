// One's data: taken along, looked at, erased; and what happened to the account.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
// Before what reads where the market is.
import './support/private.js';
import { DESKTOP, PHONE, drawn, open, settled, useBrowser, withPage } from './support/browser.js';
import { accessibility, clipped, sideways, smallTargets, targetSizes, themeOf } from './support/checks.js';
import { readHead } from './support/html.js';
import { AMONG_PEOPLE, PEOPLE, advance, call, failing, fillIn, reader, signIn } from './support/people.js';
import { seller, shelf } from './support/selling.js';

useBrowser();
// Who has not asked for an export has none; and the clock is moved, so that a token runs out and is renewed.
const NOTHING_ASKED = [/answer 404: .*\/me\/export/, /\b404\b/, /\b401\b/];
const among = (options, steps) => withPage({ viewport: DESKTOP, ...AMONG_PEOPLE, ...options, allow: [...AMONG_PEOPLE.allow, ...NOTHING_ASKED, ...(options.allow ?? [])] }, steps);
const refused = (...statuses) => statuses.map((status) => new RegExp(`\\b${status}\\b`));
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();
const follow = (page, name) => page.locator('main').getByRole('link', { name, exact: true }).click();
const section = (page, id) => page.locator('section', { has: page.locator(`#${id}`) });
/** It has the focus, or gets it. */
const attended = (locator) => locator.and(locator.page().locator(':focus')).waitFor();
const answer = (body, status = 200, headers = {}) => (route) => route.fulfill({ status, contentType: status < 400 ? 'application/json' : 'application/problem+json', headers, body: JSON.stringify(body) });
/** Plays what the market says of an export, and of a request for one. */
async function playExport(page, shown, asked) {
  await page.route('**/api/v1/me/export', (route) => (route.request().method() === 'GET' ? shown : asked ?? shown)(route));
}

const READY = {
  state: 'ready', asked_at: '2026-11-27T10:00:00.000Z', finished_at: '2026-11-27T10:05:00.000Z', removed_at: '2026-12-04T10:05:00.000Z', urls_until: '2026-11-27T18:45:00.000Z',
  documents: 121, photos: 22, parts: [{ url: '/objects/a', bytes: 16_777_216 }, { url: '/objects/b', bytes: 340_200 }],
};
const RUNNING = { state: 'running', asked_at: READY.asked_at, at: 'catalog/copies.json', documents: 41, photos: 3, parts: [] };
const FAILED = { ...RUNNING, state: 'failed', finished_at: READY.finished_at };

/** Goes to a page of one's own as its links do. */
async function go(page, path, state = null) {
  await page.evaluate(([to, told]) => {
    history.pushState({ usr: told, key: 'told' }, '', to);
    dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
  }, [path, state]);
  await settled(page);
}

test('somebody asks for their data, sees how far it is, and downloads what they have put here', () =>
  among({}, async (page) => {
    const who = await shelf('Забрана з собою');
    await signIn(page, who, '/sign-in?next=/account');
    await follow(page, 'Забрати свої дані');
    await heading(page, 'Ваші дані');
    await failing('export.auth/claims.json', async () => {
      await press(page, 'Зібрати мої дані');
      await attended(page.locator('#export'));
      await section(page, 'export').getByRole('progressbar', { name: 'Збираємо ваші дані' }).waitFor();
      await section(page, 'export').getByRole('status').filter({ hasText: 'Збираємо ваші дані' }).waitFor();
      // It is asked again and again: what was written meanwhile is counted without a reload.
      await section(page, 'export').getByText(/Уже зібрали [1-9]\d* запис/).waitFor();
    });
    await advance(120);
    await section(page, 'export').getByRole('heading', { name: 'Ваші дані зібрано' }).waitFor();
    await section(page, 'export').getByRole('status').filter({ hasText: 'Ваші дані зібрано' }).waitFor();
    assert.match(await section(page, 'export').innerText(), /Посилання діють до \d\d:\d\d[^]*Самі файли зберігаємо до \d+\s\S+ \d{4} р\. о\s\d\d:\d\d/);
    const coming = page.waitForEvent('download');
    await page.locator('main').getByRole('link', { name: /^Завантажити ZIP, \d+\sКБ$/ }).click();
    const file = await readFile(await (await coming).path());
    assert.equal(file.subarray(0, 2).toString(), 'PK');
    assert.ok(file.includes('catalog/copies.json'));
    await page.reload();
    await section(page, 'export').getByRole('heading', { name: 'Ваші дані зібрано' }).waitFor();
  }));

test('who proved who they are long ago is asked again before the data are gathered, and who will not has asked for nothing', () =>
  among({ allow: refused(403) }, async (page) => {
    const who = await reader();
    await signIn(page, who, '/sign-in?next=/account/data');
    await advance(11 * 60);
    await press(page, 'Зібрати мої дані');
    const dialog = page.getByRole('dialog', { name: 'Підтвердьте, що це ви' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await section(page, 'export').getByRole('alert').filter({ hasText: 'Нічого не змінилося' }).waitFor();
    await page.locator('main').getByRole('button', { name: 'Зібрати мої дані' }).waitFor();
    await press(page, 'Зібрати мої дані');
    await dialog.getByLabel('Пароль', { exact: true }).fill(who.password);
    await page.keyboard.press('Enter');
    await section(page, 'export').getByRole('heading', { name: 'Ваші дані зібрано' }).waitFor();
  }));

test('an export that was asked for on another device meanwhile is shown in place of a refusal', () =>
  among({ allow: refused(409) }, async (page) => {
    const who = await seller();
    await signIn(page, who, '/sign-in?next=/account/data');
    await page.locator('main').getByRole('button', { name: 'Зібрати мої дані' }).waitFor();
    await failing('export.auth/accounts.json', async () => {
      await call('POST', '/api/v1/me/export', undefined, who.token);
      await press(page, 'Зібрати мої дані');
      await section(page, 'export').getByRole('progressbar').waitFor();
      assert.equal(await section(page, 'export').getByRole('alert').count(), 0);
    });
  }));

test('of many data each part is named with its size; what failed can be asked for again, and who asks too often learns how long to wait', () =>
  among({ allow: refused(429) }, async (page) => {
    await signIn(page, await reader());
    await playExport(page, answer(READY));
    await go(page, '/account/data');
    await section(page, 'export').getByRole('heading', { name: 'Ваші дані зібрано' }).waitFor();
    const text = (await section(page, 'export').innerText()).replaceAll('\u00a0', ' ');
    assert.match(text, /27 листопада 2026 р\. о 12:05: 121 запис і 22 фото\.[^]*Завантажити частину 1 з 2, 16,8 МБ[^]*Завантажити частину 2 з 2, 340 КБ[^]*Посилання діють до 20:45[^]*до 4 грудня 2026 р\. о 12:05/);
    assert.equal(await page.getByRole('link', { name: /^Завантажити частину 2\sз\s2, 340\sКБ$/ }).getAttribute('href'), '/objects/b');
    await page.unroute('**/api/v1/me/export');
    await playExport(page, answer(FAILED), answer({ code: 'too_many_attempts', status: 429 }, 429, { 'Retry-After': '80000' }));
    await page.reload();
    await section(page, 'export').getByRole('heading', { name: 'Зібрати дані не вдалося' }).waitFor();
    await press(page, 'Зібрати ще раз');
    await section(page, 'export').getByRole('alert').filter({ hasText: 'Забагато спроб. Спробуйте знову за 23 години.' }).waitFor();
  }));

test('a listener hears of the numbers now and then, not every time', () =>
  among({}, async (page) => {
    await signIn(page, await reader());
    let documents = 0;
    await page.clock.install();
    await playExport(page, (route) => answer({ ...RUNNING, documents: ++documents })(route));
    await go(page, '/account/data');
    const status = section(page, 'export').getByRole('status');
    await status.filter({ hasText: 'Збираємо ваші дані' }).waitFor();
    await page.clock.runFor(7000);
    await section(page, 'export').getByText(/Уже зібрали [2-9]\d* запис/).first().waitFor();
    assert.equal(await status.textContent(), 'Збираємо ваші дані');
    await page.clock.runFor(9000);
    await status.filter({ hasText: /Уже зібрали \d+ запис/ }).waitFor();
  }));

test('who leaves types their address, is signed out with a kind page, and comes back in time to all that was theirs', () =>
  among({ allow: refused(400) }, async (page) => {
    const who = await shelf('Та, що лишилася');
    await signIn(page, who, '/sign-in?next=/account');
    await follow(page, 'Стерти обліковий запис');
    await heading(page, 'Стерти обліковий запис');
    for (const what of ['Що зітремо', 'Що лишиться без вашого імені', 'Чи можна передумати']) await page.getByRole('heading', { level: 2, name: what }).waitFor();
    const field = page.getByLabel('Адреса вашого запису');
    await press(page, 'Стерти обліковий запис');
    await page.getByText('Заповніть це поле.').waitFor();
    await field.fill('hto-inshyi@example.org');
    await press(page, 'Стерти обліковий запис');
    await page.getByText('Це не адреса цього запису.').waitFor();
    await attended(field);
    assert.equal((await call('GET', '/api/v1/me', undefined, who.token)).email, who.email);

    await field.fill(` ${who.email.toUpperCase()} `);
    await press(page, 'Стерти обліковий запис');
    await heading(page, 'До побачення');
    await attended(page.locator('main h1'));
    assert.equal(new URL(page.url()).pathname, '/goodbye');
    const words = await page.locator('main').innerText();
    assert.match(words, /Стиратимемо ваш запис \d+\s\S+ \d{4} р\. о\s\d\d:\d\d/);
    await page.getByRole('banner').getByRole('link', { name: 'Увійти' }).waitFor();
    await assert.rejects(call('GET', '/api/v1/me', undefined, who.token), /401/);
    assert.deepEqual((await page.context().cookies()).map(({ name }) => name), ['device']);
    await page.reload();
    await page.getByText('Стиратимемо ваш запис').waitFor();
    assert.equal(await page.locator('main').innerText(), words);

    await advance(6 * 86400);
    await follow(page, 'Передумати й увійти');
    await fillIn(page, who);
    await press(page, 'Увійти');
    await page.waitForURL('**/account/data');
    await page.locator('main').getByText('тож стирати запис не будемо').waitFor();
    await follow(page, 'Уся історія');
    for (const what of ['Ви попросили стерти обліковий запис', 'Ви повернулися, і стирання скасовано']) await page.locator('main').getByText(what).waitFor();
    await go(page, '/shelf');
    await page.locator('main article').getByText('Та, що лишилася').waitFor();
  }));

test('another tab of who has left is not left behind', () =>
  among({}, async (page) => {
    const who = await reader();
    await signIn(page, who, '/sign-in?next=/account/leave');
    const other = await page.context().newPage();
    await other.goto('/account');
    // The heading is served; what follows it the application draws, which then listens.
    await section(other, 'audit').getByText('Ви увійшли').waitFor();
    await page.getByLabel('Адреса вашого запису').fill(who.email);
    await page.keyboard.press('Enter');
    await heading(page, 'До побачення');
    await other.waitForURL((url) => url.pathname === '/');
    await other.close();
  }));

test('who proved who they are long ago proves it before leaving, and nothing typed is lost', () =>
  among({ allow: refused(403) }, async (page) => {
    const who = await reader();
    await signIn(page, who, '/sign-in?next=/account/leave');
    await advance(11 * 60);
    await page.getByLabel('Адреса вашого запису').fill(who.email);
    await press(page, 'Стерти обліковий запис');
    const dialog = page.getByRole('dialog', { name: 'Підтвердьте, що це ви' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('alert').filter({ hasText: 'Нічого не змінилося' }).waitFor();
    assert.equal(await page.getByLabel('Адреса вашого запису').inputValue(), who.email);
    await press(page, 'Стерти обліковий запис');
    await dialog.getByLabel('Пароль', { exact: true }).fill(who.password);
    await page.keyboard.press('Enter');
    await heading(page, 'До побачення');
  }));

test('the last administrator is told what to settle first, and stays', () =>
  among({ allow: refused(409) }, async (page) => {
    const who = await reader();
    await signIn(page, who, '/sign-in?next=/account/leave');
    await page.route('**/api/v1/me/erasure', answer({ code: 'last_admin', status: 409 }, 409));
    await page.getByLabel('Адреса вашого запису').fill(who.email);
    await press(page, 'Стерти обліковий запис');
    const alert = page.getByRole('alert').filter({ hasText: 'Ви тут останній адміністратор.' });
    await alert.waitFor();
    await attended(alert);
    await follow(page, 'Ні, лишаюся');
    await heading(page, 'Ваш обліковий запис');
  }));

test('where there are no days to change one’s mind nobody is promised any', () =>
  among({}, async (page) => {
    const who = await reader();
    await signIn(page, who, '/sign-in?next=/account/leave');
    await page.route('**/api/v1/me/erasure', async (route) => {
      const real = await route.fetch();
      await route.fulfill({ response: real, json: { erased_at: new Date(real.headers().date).toISOString() } });
    });
    await page.getByLabel('Адреса вашого запису').fill(who.email);
    await press(page, 'Стерти обліковий запис');
    await page.getByText('Ваш запис і все, що ви нам довірили, уже стираємо.').waitFor();
    assert.equal(await page.locator('main').getByRole('link', { name: 'Передумати й увійти' }).count(), 0);
  }));

test('what happened is told day by day, with the device, and more of it by a button', () =>
  among({}, async (page) => {
    const who = await seller();
    for (let i = 0; i < 10; i++) await call('POST', '/api/v1/sessions', { email: who.email, password: who.password });
    await advance(86400);
    await signIn(page, who, '/sign-in?next=/account');
    await follow(page, 'Уся історія');
    await heading(page, 'Історія вашого запису');
    const days = page.locator('main section');
    await days.last().getByText('Невідомий пристрій').first().waitFor();
    assert.equal(await days.count(), 2, 'today, and the day before');
    assert.match(await days.first().innerText(), /^\d+ \S+ \d{4} р\.\s+Ви увійшли\s+\d\d:\d\d · Chrome, Linux, адреса 127\.0\.0\.1/);
    const lines = page.locator('main section ol > li');
    assert.equal(await lines.count(), 10);
    await press(page, 'Показати ще');
    await attended(lines.nth(10));
    assert.equal(await lines.count(), 12);
    assert.equal(await days.count(), 2, 'a day stays one, wherever a page of it ends');
    await follow(page, 'Де ви увійшли');
    await attended(page.locator('#sessions'));
  }));

test('what is worth a look stands out, and what others did says nothing of a device', () =>
  among({}, async (page) => {
    await signIn(page, await reader());
    const at = '2026-11-27T10:00:00.000Z';
    await page.route('**/api/v1/me/audit?*', answer({ items: [
      { at, action: 'second_factor_failed', address: '203.0.113.7', user_agent: '' }, { at, action: 'block_account', address: '', user_agent: '', by: '019c' },
      { at, action: 'set_roles', address: '203.0.113.7', user_agent: '', to: '019c' }, { at, action: 'of_tomorrow', address: '203.0.113.7', user_agent: '' },
    ] }));
    await go(page, '/account/history');
    const entries = page.locator('main section ol > li');
    await entries.first().waitFor();
    assert.deepEqual((await entries.allInnerTexts()).map((line) => line.replaceAll('\u00a0', ' ').split(/\s*\n+/)), [
      ['Пароль був правильний, а одноразовий код ні', 'Варто перевірити', '12:00 · Невідомий пристрій, адреса 203.0.113.7'],
      ['Ваш обліковий запис заблоковано', '12:00 · Зробили ті, хто веде цей ринок'],
      ['Ви змінили те, що комусь тут можна', '12:00 · Невідомий пристрій, адреса 203.0.113.7'],
      ['Інша подія: of_tomorrow', '12:00 · Невідомий пристрій, адреса 203.0.113.7'],
    ]);
  }));

const PAGES = ['/account/data', '/account/history', '/account/leave', '/goodbye'];

test('the server names these pages as the application does, and who is not signed in is led to them through the door', () =>
  among({}, async (page) => {
    await signIn(page, await reader());
    for (const path of PAGES.flatMap((one) => [one, `/en${one}`])) {
      const { title } = readHead(await (await fetch(PEOPLE + path)).text());
      await open(page, path);
      assert.equal(await page.title(), title, path);
    }
    await page.context().clearCookies();
    for (const path of PAGES.slice(0, 3)) {
      await page.goto(path);
      await page.waitForURL((url) => url.pathname === '/sign-in' && url.searchParams.get('next') === path);
    }
    await open(page, '/goodbye');
    await page.getByText('Якщо ви просили стерти запис, день названо в нашому листі.').waitFor();
  }));

test('without the mouse one asks for one’s data and leaves', () =>
  among({}, async (page) => {
    const who = await reader();
    await signIn(page, who, '/sign-in?next=/account/data');
    const tabTo = async (locator) => {
      const there = () => locator.evaluate((element) => element === document.activeElement);
      for (let i = 0; i < 60 && !(await there()); i++) await page.keyboard.press('Tab');
      assert.ok(await there(), 'Tab leads there');
      await page.keyboard.press('Enter');
    };
    await tabTo(page.getByRole('button', { name: 'Зібрати мої дані' }));
    await attended(page.locator('#export'));
    await section(page, 'export').getByRole('link', { name: /^Завантажити ZIP/ }).waitFor();
    await tabTo(page.locator('main').getByRole('link', { name: 'Стерти обліковий запис' }));
    await heading(page, 'Стерти обліковий запис');
    await attended(page.locator('main h1'));
    await tabTo(page.getByLabel('Адреса вашого запису'));
    await page.keyboard.type(who.email);
    await page.keyboard.press('Enter');
    await heading(page, 'До побачення');
  }));

test('the pages of one’s data can be used by everybody, and fit, in both languages', { timeout: 300_000 }, () =>
  among({ viewport: PHONE, touch: false }, async (page) => {
    await signIn(page, await reader());
    const look = async (what, language) => {
      for (const [i, width] of [320, 390, 1440].entries()) {
        const colorScheme = themeOf(language, i);
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await drawn(page);
        assert.deepEqual(await accessibility(page), [], `${what} ${width} px, ${colorScheme}`);
        assert.deepEqual(await sideways(page), [], `${what} ${width} px`);
        assert.deepEqual(await clipped(page), [], `${what} ${width} px`);
        assert.deepEqual(await (width < 820 ? smallTargets(page) : targetSizes(page)), [], `${what} ${width} px`);
      }
    };
    let shown;
    await playExport(page, (route) => shown(route));
    for (const [language, prefix] of ['', '/en'].entries()) {
      for (const [state, body] of [['none', undefined], ['running', RUNNING], ['ready', READY], ['failed', FAILED]]) {
        shown = body ? answer(body) : answer({ code: 'export_not_found', status: 404 }, 404);
        await open(page, `${prefix}/account/data`);
        await look(`${prefix}/account/data ${state}`, language);
      }
      await open(page, `${prefix}/account/history`);
      await look(`${prefix}/account/history`, language);
      await open(page, `${prefix}/account/leave`);
      await page.locator('main button[type=submit]').click();
      await page.locator('main [aria-invalid=true]').waitFor();
      await look(`${prefix}/account/leave`, language);
    }
    await page.context().clearCookies();
    for (const [language, prefix] of ['', '/en'].entries()) {
      await open(page, `${prefix}/goodbye`);
      await go(page, `${prefix}/goodbye`, { erasedAt: READY.removed_at, atOnce: false });
      await look(`${prefix}/goodbye`, language);
    }
  }));
