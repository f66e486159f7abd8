// One's own shelf: what is on it is changed, taken off, put back, sold and paused.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, drawn, open, useBrowser, withPage } from './support/browser.js';
import { accessibility, clipped, sideways, smallTargets, themeOf } from './support/checks.js';
import { AMONG_PEOPLE, call, signIn } from './support/people.js';
import { seller, shelf } from './support/selling.js';

useBrowser();
const among = (options, steps) => withPage({ viewport: DESKTOP, ...AMONG_PEOPLE, ...options, allow: [...AMONG_PEOPLE.allow, ...(options.allow ?? [])] }, steps);
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();
const tab = (page, name) => page.getByRole('navigation', { name: 'Частини полиці' }).getByRole('link', { name }).click();
const row = (page, title) => page.locator('main article').filter({ hasText: title });

test('a copy is changed, taken off, put back at once, and taken off again from where it stands', () =>
  among({}, async (page) => {
    const who = await shelf('Мандрівна');
    await signIn(page, who, '/sign-in?next=/shelf');
    await heading(page, 'Моя полиця');
    await row(page, 'Мандрівна').getByRole('link', { name: 'Змінити: Мандрівна' }).click();
    await heading(page, 'Змінити примірник');
    assert.equal(await page.getByLabel('Ціна, ₴').inputValue(), '150');
    await page.getByLabel('Ціна, ₴').fill('0,5');
    await press(page, 'Зберегти');
    await page.getByText('Ціна може бути від 1 до').waitFor();
    await page.getByLabel('Ціна, ₴').fill('175');
    await page.getByRole('radio', { name: 'І так, і так' }).check();
    await press(page, 'Зберегти');
    await heading(page, 'Моя полиця');
    await row(page, '175 ₴').getByText('можна обміняти').waitFor();

    await press(page, 'Зняти з полиці: Мандрівна');
    await page.getByText('«Мандрівна» знято з полиці.').waitFor();
    await page.getByRole('heading', { name: 'Ваша полиця порожня' }).waitFor();
    await press(page, 'Повернути на полицю');
    await page.getByText('«Мандрівна» знову на полиці.').waitFor();
    await row(page, 'Мандрівна').waitFor();

    await press(page, 'Зняти з полиці: Мандрівна');
    await page.getByText('«Мандрівна» знято з полиці.').waitFor();
    await tab(page, 'Знято');
    await press(page, 'Повернути на полицю: Мандрівна');
    await page.getByText('Тут будуть книжки, які ви зняли з полиці.').waitFor();
    assert.equal((await call('GET', `/api/v1/copies/${who.copy.id}`)).status, 'available');
  }));

test('a book that went elsewhere is asked about twice, and stands among the sold ones', () =>
  among({}, async (page) => {
    const who = await shelf('Продана сусідці');
    await signIn(page, who, '/sign-in?next=/shelf');
    const ask = () => press(page, 'Продано деінде: Продана сусідці');
    await ask();
    const dialog = page.getByRole('alertdialog');
    await dialog.waitFor();
    await drawn(page);
    assert.deepEqual(await accessibility(page), []);
    await dialog.getByRole('button', { name: 'Ні, лишити' }).click();
    await row(page, 'Продана сусідці').waitFor();
    await ask();
    await dialog.getByRole('button', { name: 'Так, її продано' }).click();
    await page.getByText('тепер серед проданих').waitFor();
    await tab(page, 'Продано');
    await row(page, 'Продана сусідці').waitFor();
  }));

test('a shelf is paused with a banner, and resumed', () =>
  among({}, async (page) => {
    const who = await shelf('Відпочиває');
    await signIn(page, who, '/sign-in?next=/shelf');
    await press(page, 'Поставити на паузу');
    await page.getByText('Покупці ваших книжок не бачать.').waitFor();
    await row(page, 'Відпочиває').waitFor();
    await page.reload();
    await page.getByText('Покупці ваших книжок не бачать.').waitFor();
    await press(page, 'Зняти з паузи');
    await page.getByText('Покупці ваших книжок не бачать.').waitFor({ state: 'detached' });
    assert.ok(await page.getByRole('button', { name: 'Поставити на паузу' }).evaluate((element) => element === document.activeElement));
  }));

test('a draft is listed, resumed and thrown away', () =>
  among({}, async (page) => {
    const who = await shelf('З чернетки');
    await call('PUT', `/api/v1/me/drafts/${crypto.randomUUID()}`, { edition_id: who.edition.id, grade: 'worn' }, who.token);
    await signIn(page, who, '/sign-in?next=/shelf%3Ftab%3Ddrafts');
    await row(page, 'З чернетки').getByRole('link', { name: 'Продовжити: З чернетки' }).click();
    await heading(page, 'Розкажіть про свій примірник');
    assert.ok(await page.getByRole('radio', { name: /Зношений/ }).isChecked());
    await open(page, '/shelf?tab=drafts');
    await press(page, 'Викинути чернетку: З чернетки');
    await page.getByText('Чернетку викинуто.').waitFor();
    await page.getByRole('heading', { name: 'Чернеток немає' }).waitFor();
  }));

test('who has offered nothing yet is invited, and says in the profile who they are', () =>
  among({ allow: [/answer 404: .*\/me\/profile/, /\b404\b/] }, async (page) => {
    const who = await seller();
    await signIn(page, who, '/sign-in?next=/shelf');
    await page.getByRole('heading', { name: 'Ваша полиця порожня' }).waitFor();
    await page.getByRole('link', { name: 'Поставити першу книжку' }).click();
    await heading(page, 'Поставити книгу');
    await open(page, '/profile');
    await page.getByLabel('Імʼя').fill('');
    await press(page, 'Зберегти');
    await page.getByText('Напишіть, як до вас звертатися.').waitFor();
    await page.getByLabel('Імʼя').fill('Леся Мандрівна');
    await page.getByRole('combobox', { name: 'Звідки ви' }).fill('полтав');
    await page.getByRole('option', { name: /^Полтава/ }).first().click();
    await page.getByLabel('Про вас і вашу полицю').fill('Збираю поезію.');
    await page.getByRole('checkbox', { name: 'Польська' }).check();
    await press(page, 'Зберегти');
    await page.getByText('Збережено.').waitFor();
    const profile = await call('GET', '/api/v1/me/profile', undefined, who.token);
    assert.deepEqual([profile.name, profile.place.name, profile.about, [...profile.languages].sort()], ['Леся Мандрівна', 'Полтава', 'Збираю поезію.', ['pl', 'uk']]);
    await page.reload();
    await heading(page, 'Ваш профіль');
    assert.equal(await page.getByRole('combobox', { name: 'Звідки ви' }).inputValue(), 'Полтава, Полтавська область');
  }));

test('the server that is away is told, and what was typed stays', () =>
  among({ allow: [/503/] }, async (page) => {
    const who = await shelf('Терпляча');
    await signIn(page, who, `/sign-in?next=${encodeURIComponent(`/shelf?edit=${who.copy.id}`)}`);
    await page.getByLabel('Примітки').fill('Не загубіться');
    await page.route(`**/api/v1/me/copies/${who.copy.id}`, (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ code: 'unavailable', status: 503 }) }));
    await press(page, 'Зберегти');
    await page.getByRole('alert').filter({ hasText: 'Сервер не відповідає.' }).waitFor();
    assert.equal(await page.getByLabel('Примітки').inputValue(), 'Не загубіться');
  }));

test('the shelf, its copies and the profile can be used by everybody, and fit, in both languages', () =>
  among({ viewport: PHONE, touch: false }, async (page) => {
    const who = await shelf('Зручна полиця');
    await signIn(page, who);
    for (const address of ['/shelf', '/shelf?tab=drafts', `/shelf?edit=${who.copy.id}`, '/profile']) {
      for (const [i, prefix] of ['', '/en'].entries()) {
        await open(page, prefix + address);
        for (const [j, width] of [320, 1440].entries()) {
          const colorScheme = themeOf(i, j);
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await drawn(page);
          assert.deepEqual(await accessibility(page), [], `${prefix}${address} ${width} px, ${colorScheme}`);
          assert.deepEqual(await sideways(page), [], `${prefix}${address} ${width} px`);
          assert.deepEqual(await clipped(page), [], `${prefix}${address} ${width} px`);
          assert.deepEqual(await smallTargets(page), [], `${prefix}${address} ${width} px`);
        }
      }
    }
  }));
