// A pile of books is scanned one after another, kept on the device, and offered at once.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DESKTOP, PHONE, drawn, open, useBrowser, withPage } from './support/browser.js';
import { accessibility, clipped, sideways, smallTargets, themeOf } from './support/checks.js';
import { AMONG_PEOPLE, call, signIn } from './support/people.js';
import { LVIV, addEdition, filmBarcodes, newIsbn, seller } from './support/selling.js';

const [FIRST, SECOND, UNKNOWN] = [newIsbn(), newIsbn(), newIsbn()];
const scratch = mkdtempSync(join(tmpdir(), 'bookmarket-film-'));
const film = join(scratch, 'pile.y4m');
filmBarcodes(film, [FIRST, SECOND, UNKNOWN]);
after(() => { rmSync(scratch, { recursive: true }); });

useBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', `--use-file-for-fake-video-capture=${film}`]);
const MISSING = [/answer 404: .*\/editions\//, /\b404\b/];
const among = (options, steps) => withPage({ viewport: DESKTOP, ...AMONG_PEOPLE, permissions: ['camera'], ...options, allow: [...AMONG_PEOPLE.allow, ...(options.allow ?? [])] }, steps);
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();
const pile = (page) => page.locator('main section[aria-labelledby=pile]');
const inPile = (page, title) => pile(page).locator('article').filter({ has: page.getByRole('heading', { name: title, exact: true }) });

async function bookseller() {
  const who = await seller();
  await call('PUT', '/api/v1/me/profile', { name: 'Леся', place: LVIV, languages: ['uk'] }, who.token);
  return who;
}
const shelfOf = async ({ token }) => (await call('GET', '/api/v1/me/copies?limit=100', undefined, token)).items;

/** What the books have in common: the condition, what is offered, and one price or a way to it. */
async function begin(page, { grade = 'good', kind = 'sale', way = 'same', price = '80' } = {}) {
  await page.getByLabel('Стан').selectOption(grade);
  await page.getByLabel('Що пропонуєте').selectOption(kind);
  if (kind !== 'exchange') {
    await page.getByLabel('Ціна', { exact: true }).selectOption(way);
    if (way === 'same') await page.getByLabel('Ціна кожної, ₴').fill(price);
  }
  await press(page, 'До сканування');
  await page.getByRole('heading', { name: 'Стос' }).waitFor();
}

async function type(page, isbn) {
  await page.getByLabel('ISBN', { exact: true }).fill(isbn);
  await press(page, 'Знайти');
}

async function add(page, isbn) {
  await type(page, isbn);
  await press(page, 'У стос');
}

test('books are scanned one after another, each is confirmed, skipped or put aside, and the confirmed ones go on the shelf', { timeout: 120_000 }, () =>
  among({ viewport: PHONE, allow: MISSING }, async (page) => {
    const who = await bookseller();
    await addEdition(who, { title: 'Перша у стосі', isbn: FIRST });
    await addEdition(who, { title: 'Друга у стосі', isbn: SECOND });
    await signIn(page, who, '/sign-in?next=/sell');
    await page.locator('main').getByRole('link', { name: /Сканувати кілька/ }).click();
    await heading(page, 'Сканувати кілька книжок');
    await press(page, 'До сканування');
    await page.getByText('Оберіть, у якому стані книжка.').waitFor();
    await begin(page, { grade: 'very_good', kind: 'both', price: '99,50' });
    await press(page, 'Увімкнути камеру');
    // The film goes on while a book is asked about: they come in whatever order.
    const asked = page.locator('main section[aria-live]');
    const wanted = new Map([['Перша у стосі', 'У стос'], ['Друга у стосі', 'Пропустити'], [UNKNOWN, 'Відкласти на потім']]);
    for (const seen = new Set(); seen.size < wanted.size; ) {
      await asked.getByRole('button', { name: /У стос|Відкласти на потім/ }).waitFor({ timeout: 40_000 });
      const text = await asked.innerText();
      const [what, deed] = [...wanted].find(([name]) => text.includes(name)) ?? [];
      assert.ok(what, `nobody held that before the camera: ${text}`);
      await asked.getByRole('button', { name: seen.has(what) ? 'Пропустити' : deed, exact: true }).click();
      seen.add(what);
    }
    await press(page, 'Вимкнути камеру');
    await page.locator('main section[aria-labelledby=later]').getByText(UNKNOWN).waitFor();
    assert.deepEqual(await pile(page).getByRole('heading', { level: 3 }).allInnerTexts(), ['Перша у стосі']);
    assert.deepEqual(await shelfOf(who), [], 'nothing is offered before one says so');
    await press(page, 'Поставити на полицю 1 книжку');
    await page.getByText('На полиці 1 нова книжка.').waitFor();
    const [copy, ...more] = await shelfOf(who);
    assert.deepEqual([copy.work.title, copy.grade, copy.price.amount, copy.exchange, more.length], ['Перша у стосі', 'very_good', 9950, true, 0]);
  }));

test('a book that stays before the camera is asked about once', { timeout: 90_000 }, () =>
  among({ allow: MISSING }, async (page) => {
    const who = await bookseller();
    await signIn(page, who, '/sign-in?next=/sell/scan');
    await begin(page);
    await page.evaluate(() => {
      globalThis.BarcodeDetector = class {
        static getSupportedFormats() { return Promise.resolve(['ean_13']); }
        detect() { globalThis.looked = (globalThis.looked ?? 0) + 1; return Promise.resolve([{ rawValue: '9786170000002' }]); }
      };
    });
    await press(page, 'Увімкнути камеру');
    await press(page, 'Пропустити');
    await page.evaluate(() => { globalThis.looked = 0; });
    await page.waitForFunction(() => globalThis.looked > 10);
    assert.equal(await page.locator('main section[aria-live]').count(), 0);
  }));

test('the pile, what is asked and what is put aside outlive a reload', () =>
  among({ allow: MISSING }, async (page) => {
    const who = await bookseller();
    const [kept, asked, unknown] = [newIsbn(), newIsbn(), newIsbn()];
    await addEdition(who, { title: 'Лишається', isbn: kept });
    await addEdition(who, { title: 'Ще питають', isbn: asked });
    await signIn(page, who, '/sign-in?next=/sell/scan');
    await begin(page);
    await add(page, kept);
    await inPile(page, 'Лишається').getByLabel('Ціна в гривнях: Лишається').fill('111');
    await type(page, unknown);
    await press(page, 'Відкласти на потім');
    await type(page, asked);
    await page.getByText('Ще питають').waitFor();
    await page.reload();
    await page.getByText('Ще питають').waitFor();
    assert.equal(await inPile(page, 'Лишається').getByLabel('Ціна в гривнях: Лишається').inputValue(), '111');
    await page.locator('main section[aria-labelledby=later]').getByText(unknown).waitFor();
    await page.getByText('Добрий · Продати · 80 ₴ · Львів').waitFor();
    await page.getByRole('link', { name: `Описати книжку з ISBN ${unknown}` }).click();
    assert.equal(await page.getByLabel('ISBN, якщо є').inputValue(), unknown);
  }));

test('a book that is refused stays in the pile with the reason, the others go on the shelf, and it is tried again', () =>
  among({ allow: [/answer 400: .*\/me\/copies/, /\b400\b/] }, async (page) => {
    const who = await bookseller();
    const titles = ['Пройде', 'Не пройде', 'Пройде теж'];
    const isbns = [];
    for (const title of titles) isbns.push((await addEdition(who, { title })).isbn13);
    await signIn(page, who, '/sign-in?next=/sell/scan');
    await begin(page);
    for (const isbn of isbns) await add(page, isbn);
    let times = 0;
    await page.route('**/api/v1/me/copies', (route) => (++times === 2
      ? route.fulfill({ status: 400, contentType: 'application/problem+json', body: JSON.stringify({ code: 'invalid_input', status: 400, errors: [{ pointer: '/body/place', code: 'place_unknown' }] }) })
      : route.continue()));
    await press(page, 'Поставити на полицю 3 книжки');
    await page.getByText('На полиці 2 нові книжки.').waitFor();
    await page.getByRole('alert').filter({ hasText: '1 книжка не стала на полицю' }).waitFor();
    await inPile(page, 'Не пройде').getByText('Оберіть населений пункт зі списку.').waitFor();
    assert.equal(await pile(page).locator('article').count(), 1);
    await press(page, 'Спробувати ще раз: Не пройде');
    await page.getByText('На полиці 3 нові книжки.').waitFor();
    assert.deepEqual((await shelfOf(who)).map(({ work }) => work.title).sort(), [...titles].sort());
  }));

test('an answer that is lost on the way makes no second copy when the pile is sent again', () =>
  among({ allow: [/ERR_FAILED/] }, async (page) => {
    const who = await bookseller();
    const { isbn13 } = await addEdition(who, { title: 'Одна-єдина' });
    await signIn(page, who, '/sign-in?next=/sell/scan');
    await begin(page);
    await add(page, isbn13);
    let times = 0;
    await page.route('**/api/v1/me/copies', async (route) => {
      if (++times > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    await press(page, 'Поставити на полицю 1 книжку');
    await page.getByRole('alert').filter({ hasText: 'Сервер не відповідає' }).waitFor();
    await inPile(page, 'Одна-єдина').getByLabel('Ціна в гривнях: Одна-єдина').fill('90');
    await press(page, 'Поставити на полицю 1 книжку');
    await page.getByText('На полиці 1 нова книжка.').waitFor();
    const [copy, ...more] = await shelfOf(who);
    assert.deepEqual([copy.price.amount, more.length], [9000, 0]);
  }));

test('the price is asked where nobody else sells the book, and is what others ask where they do', () =>
  among({}, async (page) => {
    const other = await bookseller();
    const [sold, alone] = [await addEdition(other, { title: 'Є ціна' }), await addEdition(other, { title: 'Без ціни' })];
    for (const amount of [5000, 7000, 30000]) await call('POST', '/api/v1/me/copies', { edition_id: sold.id, grade: 'good', exchange: false, price: { amount, currency: 'UAH' }, place: LVIV }, other.token);
    const who = await bookseller();
    await signIn(page, who, '/sign-in?next=/sell/scan');
    await begin(page, { way: 'market' });
    await type(page, sold.isbn13);
    assert.equal(await page.getByLabel('Ціна, ₴').inputValue(), '70');
    await press(page, 'У стос');
    await type(page, alone.isbn13);
    await page.locator('main section[aria-live]').getByText('Без ціни').waitFor();
    await press(page, 'У стос');
    await page.getByText('Напишіть ціну або оберіть обмін.').waitFor();
    await page.getByLabel('Ціна, ₴').fill('45');
    await page.keyboard.press('Enter');
    await inPile(page, 'Без ціни').waitFor();
  }));

test('a hand scanner that types while a book is asked about loses nothing, and the same book again is another copy', () =>
  among({}, async (page) => {
    const who = await bookseller();
    const [one, two] = [await addEdition(who, { title: 'Рука перша' }), await addEdition(who, { title: 'Рука друга' })];
    await signIn(page, who, '/sign-in?next=/sell/scan');
    await begin(page);
    await page.getByLabel('ISBN', { exact: true }).focus();
    await page.keyboard.type(`${one.isbn13}\n`);
    await page.locator('main section[aria-live]').getByText('Рука перша').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'У стос');
    await page.keyboard.type(`${two.isbn13}\n`);
    await page.getByText('Далі чекає ще 1 книжка').waitFor();
    await press(page, 'У стос');
    await page.locator('main section[aria-live]').getByText('Рука друга').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'У стос');
    await page.keyboard.press('Enter');
    await inPile(page, 'Рука друга').waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('main form input'));
    await page.keyboard.type(`${one.isbn13}\n`);
    await page.getByText('Це ще один примірник?').waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent === 'У стос');
    await page.keyboard.press('Enter');
    await pile(page).getByText('3 книжки', { exact: true }).waitFor();
    await page.keyboard.type('9786177409403\n');
    await page.getByText('Це не ISBN: десь закрався одрук.').waitFor();
  }));

test('every step of scanning a pile can be used by everybody, and fits, in both languages', { timeout: 300_000 }, () =>
  among({ viewport: PHONE, touch: false, allow: [...MISSING, /\b401\b/] }, async (page) => {
    const who = await bookseller();
    const [one, two] = [await addEdition(who, { title: 'Зручна у стосі' }), await addEdition(who, { title: 'Довга назва, яка нізащо не вміститься в один рядок на телефоні' })];
    const unknown = newIsbn();
    await signIn(page, who, '/sign-in?next=/sell/scan');
    const look = async (what) => {
      for (const [language, prefix] of ['', '/en'].entries()) {
        await open(page, `${prefix}/sell/scan`);
        for (const [i, width] of [320, 390, 1440].entries()) {
          const colorScheme = themeOf(language, i);
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await drawn(page);
          assert.deepEqual(await accessibility(page), [], `${prefix} ${what} ${width} px, ${colorScheme}`);
          assert.deepEqual(await sideways(page), [], `${prefix} ${what} ${width} px`);
          assert.deepEqual(await clipped(page), [], `${prefix} ${what} ${width} px`);
          if (width < 820) assert.deepEqual(await smallTargets(page), [], `${prefix} ${what} ${width} px`);
        }
      }
      await open(page, '/sell/scan');
    };
    await look('settings');
    await begin(page);
    for (const { isbn13 } of [one, two]) await add(page, isbn13);
    await inPile(page, 'Зручна у стосі').getByLabel('Ціна в гривнях: Зручна у стосі').fill('дорого');
    await type(page, unknown);
    await look('unknown');
    await press(page, 'Відкласти на потім');
    await type(page, one.isbn13);
    await look('pile');
  }));
