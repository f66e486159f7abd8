// How a session is kept: in memory, across tabs, past the end of its tokens; and what readers without one pay for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, open, settled, useBrowser, watch, withPage } from './support/browser.js';
import { AMONG_PEOPLE, PEOPLE, advance, fillIn, reader, signIn } from './support/people.js';

useBrowser();
const among = (options, steps) => withPage({ viewport: DESKTOP, ...AMONG_PEOPLE, ...options, allow: [...AMONG_PEOPLE.allow, ...(options.allow ?? [])] }, steps);
const refused = (status) => [new RegExp(`\\b${status}\\b`)];
const menu = (page) => page.getByRole('button', { name: 'Леся: ваш обліковий запис' });
const entrance = (page) => page.locator('header').getByRole('link', { name: 'Увійти' });
const refreshes = (page) => {
  const asked = [];
  page.on('request', (request) => { if (request.url().endsWith('/sessions/refresh')) asked.push(request.postData()); });
  return asked;
};

test('who signs in goes back to where they were, with the question they had asked', () =>
  among({}, async (page) => {
    await open(page, '/search?q=%D0%BA%D0%BE%D0%B1%D0%B7%D0%B0%D1%80&genre=poetry');
    await entrance(page).click();
    await page.getByRole('link', { name: 'Забули пароль?' }).click();
    await page.locator('main').getByRole('link', { name: 'Увійти' }).click();
    await page.getByLabel('Електронна пошта').waitFor();
    await fillIn(page, await reader());
    await page.locator('main').getByRole('button', { name: 'Увійти' }).click();
    await page.waitForURL(`${PEOPLE}/search?q=%D0%BA%D0%BE%D0%B1%D0%B7%D0%B0%D1%80&genre=poetry`);
    await menu(page).waitFor();
  }));

for (const hostile of ['https://evil.example/', '//evil.example/', '/\\evil.example/', '/%09/evil.example/', '/.//evil.example/', 'javascript:alert(document.domain)', '/sign-in']) {
  test(`nobody who signs in is led to ${hostile}`, () =>
    among({}, async (page) => {
      const gone = [];
      page.on('request', (request) => { if (!request.url().startsWith(PEOPLE)) gone.push(request.url()); });
      page.on('dialog', (dialog) => gone.push(dialog.message()));
      await signIn(page, await reader(), `/sign-in?next=${hostile.includes('%') ? hostile : encodeURIComponent(hostile)}`);
      assert.equal(page.url(), `${PEOPLE}/`);
      assert.deepEqual(gone, []);
    }));
}

test('a page of one’s own asks to sign in, and opens afterwards', () =>
  among({}, async (page) => {
    await open(page, '/account#sessions');
    await page.waitForURL(/\/sign-in\?next=/);
    await fillIn(page, await reader());
    await page.locator('main').getByRole('button', { name: 'Увійти' }).click();
    await page.waitForURL(`${PEOPLE}/account#sessions`);
    await page.getByText('Цей пристрій').waitFor();
  }));

test('two tabs share a session: they keep it when both are loaded at once, and leave together', () =>
  among({}, async (first) => {
    const who = await reader();
    await signIn(first, who);
    const second = await first.context().newPage();
    await watch(second);
    await open(second, '/account');
    await menu(second).waitFor();
    for (let i = 0; i < 3; i++) {
      await Promise.all([first, second].map((page) => page.reload()));
      await Promise.all([first, second].map((page) => menu(page).waitFor()));
    }
    await menu(first).click();
    await first.getByRole('menuitem', { name: 'Вийти' }).click();
    await entrance(first).waitFor();
    await second.waitForURL(`${PEOPLE}/`);
    await entrance(second).waitFor();
  }));

test('another person who signs in in one tab is the one in the other tab', () =>
  among({}, async (first) => {
    await signIn(first, await reader());
    const second = await first.context().newPage();
    await watch(second);
    await open(second, '/account');
    const other = await reader();
    await signIn(first, other);
    await second.locator('main').getByText(other.email, { exact: true }).waitFor();
  }));

test('a token that has run out is renewed without the reader noticing, once for many questions', () =>
  among({ allow: refused(401) }, async (page) => {
    await signIn(page, await reader(), '/sign-in?next=/account');
    await page.getByText('Цей пристрій').waitFor();
    const asked = refreshes(page);
    await advance(11 * 60);
    await page.getByLabel('Імʼя').fill('Олена');
    await page.locator('main').getByRole('button', { name: 'Зберегти' }).click();
    await page.getByText('Збережено.').waitFor();
    assert.equal(asked.length, 1);
    await page.reload();
    await page.getByText('Цей пристрій').waitFor();
    assert.equal(asked.length, 2, 'the header and the page wait for the same token');
  }));

test('a session that was ended elsewhere leads to the page of signing in, and back', () =>
  among({ allow: refused(401) }, async (page) => {
    const who = await reader();
    await signIn(page, who, '/sign-in?next=/account');
    await page.getByText('Цей пристрій').waitFor();
    await among({}, async (elsewhere) => {
      await signIn(elsewhere, who, '/sign-in?next=/account');
      await elsewhere.locator('section', { has: elsewhere.locator('#sessions') }).getByRole('button', { name: /^Завершити сеанс: Chrome, Linux/ }).click();
      await elsewhere.getByText('Готово: сеанс на тому пристрої завершено.').waitFor();
      assert.ok(await elsewhere.locator('#sessions').evaluate((heading) => heading === document.activeElement), 'the attention stays in the section');
    });
    await page.getByLabel('Імʼя').fill('Олена');
    await page.locator('main').getByRole('button', { name: 'Зберегти' }).click();
    await page.waitForURL(/\/sign-in\?next=%2Faccount$/);
    const asked = refreshes(page);
    await page.reload();
    await settled(page);
    assert.deepEqual(asked, [], 'nobody asks for a session that is over');
  }));

test('all other devices are signed out at once', () =>
  among({}, async (page) => {
    const who = await reader();
    for (let i = 0; i < 2; i++) await among({}, (other) => signIn(other, who));
    await signIn(page, who, '/sign-in?next=/account');
    await page.locator('main').getByRole('button', { name: 'Завершити всі інші сеанси' }).click();
    await page.getByText('Готово: ви лишилися тільки тут.').waitFor();
    assert.equal(await page.locator('#sessions ~ ul li').count(), 1);
  }));

test('a server that does not answer is not taken for the end of a session', () =>
  among({ allow: refused(503) }, async (page) => {
    await signIn(page, await reader());
    await page.route('**/api/v1/sessions/refresh', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"store_unusable"}' }));
    await page.goto('/account');
    await page.getByText('Щось зламалося').first().waitFor();
    await page.unroute('**/api/v1/sessions/refresh');
    await page.locator('main').getByRole('button', { name: 'Спробувати ще раз' }).click();
    await page.getByRole('heading', { name: 'Ваш обліковий запис' }).waitFor();
  }));

test('who cannot reach the server is not told that they have left', () =>
  among({ allow: [/ERR_CONNECTION_REFUSED/] }, async (page) => {
    await signIn(page, await reader(), '/sign-in?next=/account');
    await page.route('**/api/v1/me/sign-out', (route) => route.abort('connectionrefused'));
    await page.locator('main').getByRole('button', { name: 'Вийти', exact: true }).click();
    await page.getByRole('alert').filter({ hasText: 'Сервер не відповідає' }).waitFor();
    await page.getByRole('heading', { name: 'Ваш обліковий запис' }).waitFor();
  }));

test('no token is kept where a script of another day could find it', () =>
  among({}, async (page) => {
    await signIn(page, await reader());
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]));
    assert.doesNotMatch(kept, /eyJ|refresh=/);
    const refresh = (await page.context().cookies()).find(({ name }) => name.endsWith('refresh'));
    assert.ok(refresh.httpOnly);
  }));

for (const viewport of [DESKTOP, PHONE]) {
  test(`readers without a session fetch nothing of it at ${viewport.width} px`, () =>
    among({ viewport }, async (page) => {
      const asked = [];
      page.on('request', (request) => asked.push(new URL(request.url()).pathname));
      await open(page, '/about');
      assert.deepEqual(asked.filter((path) => /session|\/me\b|\/keeper|\/own|Account|People/.test(path)), []);
      assert.ok(asked.some((path) => path.includes('/assets/App')), 'the application has started');
    }));
}
