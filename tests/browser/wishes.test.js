// Waiting for books: a wish, what comes to fit it, and a Goodreads library that becomes wishes and drafts.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { DESKTOP, PHONE, drawn, open, settled, useBrowser, withPage } from './support/browser.js';
import { accessibility, clipped, sideways, smallTargets, themeOf } from './support/checks.js';
import { AMONG_PEOPLE, call, fillIn, reader, signIn } from './support/people.js';
import { LVIV, addEdition, newIsbn, seller } from './support/selling.js';

useBrowser();
const among = (options, steps) => withPage({ viewport: DESKTOP, ...AMONG_PEOPLE, ...options, allow: [...AMONG_PEOPLE.allow, ...(options.allow ?? [])] }, steps);
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();
const row = (page, title) => page.locator('main section[aria-labelledby=list] article').filter({ hasText: title });
const NOTHING_SENT = [/answer 404: .*\/me\/goodreads-import/, /\b404\b/];

/** Goes to a page of one's own as its links do. */
async function go(page, path) {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await settled(page);
}

/** Puts a copy of an edition on the shelf. */
async function offer(who, edition, terms) {
  await call('PUT', '/api/v1/me/profile', { name: 'Леся', place: LVIV, languages: ['uk'] }, who.token);
  return call('POST', '/api/v1/me/copies', { edition_id: edition.id, grade: 'good', exchange: false, place: LVIV, ...terms }, who.token);
}
const UAH = (hryvnias) => ({ amount: hryvnias * 100, currency: 'UAH' });

/** Asks the market until it has done by itself what it does a moment later. */
async function until(ask) {
  for (const deadline = Date.now() + 20_000; Date.now() < deadline; await new Promise((resolve) => setTimeout(resolve, 100))) {
    const found = await ask();
    if (found) return found;
  }
  throw new Error('it has not come');
}

const COLUMNS = 'Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Publisher,Year Published,Exclusive Shelf,My Review,Owned Copies';
const line = (id, title, isbn, shelf, owned) => `${id},"${title}",Леся Пробна,,,"=""""","=""${isbn}""",0,,1991,${shelf},,${owned}`;
const library = (...lines) => ({ name: 'goodreads_library_export.csv', mimeType: 'text/csv', buffer: Buffer.from([COLUMNS, ...lines, ''].join('\n')) });

test('a reader waits for a book, somebody offers a fitting copy, and the reader is told of it once and led there', () =>
  among({}, async (page) => {
    const other = await seller();
    const edition = await addEdition(other, { title: 'Довгождана' });
    const who = await seller();
    await signIn(page, who);
    await open(page, `/works/${edition.work.id}`);
    await press(page, 'Чекаю на цю книжку');
    await page.getByLabel('Найгірший стан').selectOption('good');
    await page.getByText('Видно, що книжку читали').waitFor();
    await page.getByLabel('Найвища ціна').fill('сто');
    await press(page, 'Чекати');
    await page.getByText('Напишіть ціну цифрами').waitFor();
    await page.getByLabel('Найвища ціна').fill('200');
    await press(page, 'Чекати');
    await page.getByText('ви чекаєте на «Довгождана»').waitFor();
    await page.locator('main').getByRole('link', { name: 'До списку бажань' }).click();
    await heading(page, 'Список бажань');
    await row(page, 'Довгождана').getByText('стан від «Добрий» і кращий · до 200 ₴').waitFor();
    await row(page, 'Довгождана').getByText('Поки що жоден примірник не підходить').waitFor();

    await offer(other, edition, { price: UAH(300) });
    await offer(other, edition, { price: UAH(150) });
    const [found, ...more] = await until(async () => {
      const { items } = await call('GET', '/api/v1/me/alerts', undefined, who.token);
      return items.length > 0 && items;
    });
    assert.deepEqual([found.copy.price.amount, more], [15000, []]);
    await open(page, '/');
    await page.getByRole('banner').getByRole('link', { name: 'Список бажань: 1 нова знахідка' }).click();
    await heading(page, 'Список бажань');
    await row(page, 'Довгождана').getByText('Підходить 1 примірник').waitFor();
    const notice = page.locator('main section[aria-labelledby=notices] article');
    await notice.getByText('Нове').waitFor();
    await notice.getByRole('link', { name: 'Довгождана' }).click();
    await page.waitForURL(`**/copies/${found.copy.id}`);
    await page.getByRole('banner').getByRole('link', { name: 'Список бажань', exact: true }).click();
    await notice.waitFor();
    await notice.getByText('Нове').waitFor({ state: 'detached' });
  }));

test('who is not signed in is led there and back, and the wish is made as it was', () =>
  among({ viewport: PHONE }, async (page) => {
    const edition = await addEdition(await seller(), { title: 'Здалеку' });
    const who = await seller();
    await open(page, `/works/${edition.work.id}`);
    await press(page, 'Чекаю на цю книжку');
    await page.getByLabel('Найвища ціна').fill('99,50');
    await page.getByRole('radio', { name: /Лише це/ }).check();
    await page.getByRole('checkbox', { name: 'Підійде й примірник на обмін' }).uncheck();
    await press(page, 'Увійти й чекати');
    await heading(page, 'Вхід');
    await fillIn(page, who);
    await press(page, 'Увійти');
    await page.waitForURL(`**/works/${edition.work.id}#wish`);
    await page.getByText('ви чекаєте на «Здалеку»').waitFor();
    const { items: [wish] } = await call('GET', '/api/v1/me/wishes', undefined, who.token);
    assert.deepEqual([wish.edition.id, wish.price_max.amount, wish.exchange], [edition.id, 9950, false]);
  }));

test('the cheapest fitting copy is named, the terms of a wish are changed, and a wish is taken back and made again', () =>
  among({}, async (page) => {
    const other = await seller();
    const edition = await addEdition(other, { title: 'Передумана' });
    await offer(other, edition, { grade: 'worn', price: UAH(20) });
    await offer(other, edition, { grade: 'like_new', price: UAH(70) });
    const who = await seller();
    await call('PUT', '/api/v1/me/wishes', { work_id: edition.work.id, exchange: true, worst_grade: 'very_good' }, who.token);
    await signIn(page, who, '/sign-in?next=/wishes');
    await row(page, 'Передумана').getByText('Підходить 1 примірник, 70 ₴').waitFor();
    await press(page, 'Умови: Передумана');
    await page.getByLabel('Найвища ціна').fill('80');
    await press(page, 'Зберегти умови');
    await page.getByText('Умови для «Передумана» збережено.').waitFor();
    await row(page, 'Передумана').getByText('до 80 ₴').waitFor();
    await press(page, 'Не чекаю: Передумана');
    await page.getByRole('heading', { name: 'Ви ще ні на що не чекаєте' }).waitFor();
    assert.deepEqual((await call('GET', '/api/v1/me/wishes', undefined, who.token)).items, []);
    await press(page, 'Таки чекаю');
    await row(page, 'Передумана').getByText('стан від «Дуже добрий» і кращий · до 80 ₴').waitFor();
  }));

test('who offers a book sees how many people wait for it, on the shelf, before offering another, and on its page', () =>
  among({}, async (page) => {
    const who = await seller();
    const isbn = newIsbn();
    const edition = await addEdition(who, { title: 'Бажана', isbn });
    for (const one of [await seller(), await seller()]) await call('PUT', '/api/v1/me/wishes', { work_id: edition.work.id, exchange: true }, one.token);
    await offer(who, edition, { price: UAH(100) });
    await signIn(page, who, '/sign-in?next=/shelf');
    await page.locator('main article').getByText('2 людини чекають на цю книжку').waitFor();
    await open(page, `/sell?q=${isbn}`);
    await page.getByText('2 людини чекають на цю книжку').waitFor();
    await open(page, `/works/${edition.work.id}`);
    await page.locator('#wish').getByText('2 людини чекають на цю книжку').waitFor();
  }));

test('a Goodreads library is looked at, taken over, and found again on a page that was closed in between', () =>
  among({ allow: NOTHING_SENT }, async (page) => {
    const other = await seller();
    const [wanted, owned] = [newIsbn(), newIsbn()];
    await addEdition(other, { title: 'До читання', isbn: wanted });
    await addEdition(other, { title: 'Власна', isbn: owned });
    const who = await seller();
    await signIn(page, who, '/sign-in?next=/wishes/import');
    await press(page, 'Показати, що вийде');
    await page.getByText('Оберіть файл.').waitFor();
    await page.getByLabel('Файл із Goodreads').setInputFiles(library(
      line(1, 'До читання', wanted, 'to-read', 0), line(2, 'Власна', owned, 'read', 2), line(3, 'Невідома, зовсім', newIsbn(), 'to-read', 0), line(4, 'Прочитана', '', 'read', 0),
    ));
    await press(page, 'Показати, що вийде');
    await page.getByText('Чекатимете на 1 книжку').waitFor();
    await page.getByText('Чернетки для 1 книжки').waitFor();
    await page.getByText('Не знайшли 1 книжку').click();
    const coming = page.waitForEvent('download');
    await press(page, 'Зберегти список незнайдених');
    assert.match(await readFile(await (await coming).path(), 'utf8'), /"Невідома, зовсім","Леся Пробна"/);

    await go(page, '/wishes');
    assert.deepEqual((await call('GET', '/api/v1/me/wishes', undefined, who.token)).items, []);
    await open(page, '/about');
    await go(page, '/wishes/import');
    await page.getByText('Чекатимете на 1 книжку').waitFor();
    await press(page, 'Так, перенести');
    await page.getByRole('heading', { name: 'Готово, бібліотека тут' }).waitFor();
    await page.getByText('1 нове бажання').waitFor();
    await page.getByText('2 нові чернетки').waitFor();
    await page.locator('main').getByRole('link', { name: 'До списку бажань' }).click();
    await row(page, 'До читання').waitFor();
  }));

test('a file that is no library is told, and another one can be sent', () =>
  among({ allow: [...NOTHING_SENT, /409/] }, async (page) => {
    const who = await reader();
    await signIn(page, who, '/sign-in?next=/wishes/import');
    await page.getByLabel('Файл із Goodreads').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') });
    await press(page, 'Показати, що вийде');
    await page.getByRole('alert').filter({ hasText: 'Це не файл бібліотеки з Goodreads.' }).waitFor();
    await page.getByLabel('Файл із Goodreads').setInputFiles(library(line(1, 'Нічия', '', 'read', 0)));
    await press(page, 'Показати, що вийде');
    await page.getByText('немає нічого, що можна було б перенести').waitFor();
  }));

test('the server that is away is told, and the wish stays as it was typed', () =>
  among({ allow: [/503/] }, async (page) => {
    const edition = await addEdition(await seller(), { title: 'Терпляче бажання' });
    await signIn(page, await reader(), `/sign-in?next=${encodeURIComponent(`/works/${edition.work.id}#wish`)}`);
    await page.getByLabel('Найвища ціна').fill('120');
    await page.route('**/api/v1/me/wishes', (route) => route.request().method() === 'PUT'
      ? route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ code: 'unavailable', status: 503 }) })
      : route.continue());
    await press(page, 'Чекати');
    await page.getByRole('alert').filter({ hasText: 'Сервер не відповідає.' }).waitFor();
    assert.equal(await page.getByLabel('Найвища ціна').inputValue(), '120');
  }));

test('the wish list, the import and the wish itself can be used by everybody, and fit, in both languages', { timeout: 300_000 }, () =>
  // Other tests move the clock: a token may run out meanwhile, and is renewed.
  among({ viewport: PHONE, touch: false, allow: [...NOTHING_SENT, /\b401\b/] }, async (page) => {
    const other = await seller();
    const edition = await addEdition(other, { title: 'Зручне бажання' });
    const who = await seller();
    await call('PUT', '/api/v1/me/wishes', { work_id: edition.work.id, exchange: true, worst_grade: 'good', price_max: UAH(500) }, who.token);
    await offer(other, edition, { price: UAH(150) });
    await until(async () => (await call('GET', '/api/v1/me/alerts', undefined, who.token)).items.length > 0);
    await signIn(page, who);
    const look = async (what) => {
      for (const [i, width] of [320, 390, 1440].entries()) {
        const colorScheme = themeOf(what.startsWith('/en') ? 1 : 0, i);
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await drawn(page);
        assert.deepEqual(await accessibility(page), [], `${what} ${width} px, ${colorScheme}`);
        assert.deepEqual(await sideways(page), [], `${what} ${width} px`);
        assert.deepEqual(await clipped(page), [], `${what} ${width} px`);
        if (width < 820) assert.deepEqual(await smallTargets(page), [], `${what} ${width} px`);
      }
    };
    for (const prefix of ['', '/en']) {
      await go(page, `${prefix}/wishes`);
      await page.locator('main section[aria-labelledby=list] article button[aria-expanded]').click();
      await look(`${prefix}/wishes`);
      await go(page, `${prefix}/works/${edition.work.id}#wish`);
      await page.locator('#wish select').waitFor();
      await look(`${prefix}/works-wish`);
      await go(page, `${prefix}/wishes/import`);
      await look(`${prefix}/wishes-import`);
    }
    await page.locator('main input[type=file]').setInputFiles(library(line(1, 'Зручне бажання', edition.isbn13, 'to-read', 3), line(2, 'Невідома', '', 'to-read', 0), line(3, '', '', 'to-read', 0)));
    await page.locator('main button[type=submit]').click();
    for (const prefix of ['/en', '']) {
      await go(page, `${prefix}/wishes/import`);
      await page.locator('main details').first().waitFor();
      await page.evaluate(() => document.querySelectorAll('main details').forEach((part) => { part.open = true; }));
      await look(`${prefix}/wishes-import-preview`);
    }
  }));
