// Many books at once: a file of stock that is looked at before it is on the shelf, and the shelf as a file.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { DESKTOP, PHONE, drawn, open, settled, useBrowser, withPage } from './support/browser.js';
import { accessibility, clipped, sideways, smallTargets, themeOf } from './support/checks.js';
import { AMONG_PEOPLE, call, signIn } from './support/people.js';
import { LVIV, addEdition, newIsbn, seller } from './support/selling.js';

useBrowser();
const among = (options, steps) => withPage({ viewport: DESKTOP, ...AMONG_PEOPLE, ...options, allow: [...AMONG_PEOPLE.allow, ...(options.allow ?? [])] }, steps);
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();
const rows = (page) => page.locator('main section[aria-labelledby=rows] article');
const row = (page, line) => rows(page).filter({ has: page.getByText(`Рядок ${line}`, { exact: true }) });

const COLUMNS = 'reference,title,authors,isbn,year,language,grade,price,exchange,notes';
const stock = (lines, name = 'stock.csv') => ({ name, mimeType: 'text/csv', buffer: Buffer.from([COLUMNS, ...lines, ''].join('\n')) });
const plain = (reference, title, grade = 'good', price = '100') => `${reference},${title},,,1990,uk,${grade},${price},,`;

/** A seller whose profile says where the books are. */
async function bookseller() {
  const who = await seller();
  await call('PUT', '/api/v1/me/profile', { name: 'Леся', place: LVIV, languages: ['uk'] }, who.token);
  return who;
}

/** Sends a file on the page and waits until its rows can be looked at. */
async function send(page, file) {
  await page.locator('main input[type=file]').setInputFiles(file);
  await press(page, 'Показати, що вийде');
  await page.getByRole('heading', { name: 'Ось що вийде' }).waitFor({ timeout: 30_000 });
}

async function saved(page, name) {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const file = await coming;
  return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') };
}

const shelfOf = async ({ token }) => (await call('GET', '/api/v1/me/copies?limit=100', undefined, token)).items;

/** Goes to a page of one's own as its links do. */
async function go(page, path) {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await settled(page);
}

test('a file is looked at row by row, put on the shelf, and the books are there', () =>
  among({}, async (page) => {
    const who = await bookseller();
    const isbn = newIsbn();
    await addEdition(who, { title: 'Відома каталогові', isbn });
    await signIn(page, who, '/sign-in?next=/shelf');
    await page.locator('main').getByRole('link', { name: 'Додати з файлу' }).click();
    await heading(page, 'Книжки з файлу');
    await press(page, 'Показати, що вийде');
    await page.getByText('Оберіть файл.').waitFor();
    await send(page, stock([`А-1,Відома каталогові,Леся Пробна,${isbn},1991,uk,good,250,ні,Автограф`, plain('А-2', 'Досі незнана', 'як новий', '')]));
    await page.getByText('На полицю стане 1 примірник').waitFor();
    await row(page, 2).getByText('Є в каталозі').waitFor();
    await row(page, 2).getByText('250 ₴').waitFor();
    await row(page, 2).getByText('Автограф').waitFor();
    await row(page, 3).getByText('немає ні ціни, ні обміну').waitFor();
    assert.deepEqual(await shelfOf(who), [], 'nothing is offered before one says so');
    await press(page, 'Поставити на полицю 1 примірник');
    await page.getByText('На полиці 1 новий примірник.').waitFor({ timeout: 30_000 });
    await page.getByText('1 рядок відхилено.').waitFor();
    await page.locator('main').getByRole('link', { name: 'До моєї полиці' }).click();
    await page.locator('main article').getByRole('link', { name: 'Відома каталогові' }).waitFor();
    const [copy] = await shelfOf(who);
    assert.deepEqual([copy.reference, copy.price.amount, copy.exchange, copy.place.name], ['А-1', 25000, false, 'Львів']);
  }));

test('what the file does not say is said once for all of it', () =>
  among({ viewport: PHONE }, async (page) => {
    const who = await bookseller();
    await signIn(page, who, '/sign-in?next=/shelf/import');
    await page.getByLabel('Стан').selectOption('worn');
    await page.getByRole('checkbox', { name: 'Книжки можна й обміняти' }).check();
    await page.getByRole('combobox', { name: 'Де книжки' }).fill('київ');
    await page.getByRole('option', { name: /^Київ/ }).first().click();
    await send(page, stock([plain('1', 'Без ціни', '', '')]));
    await press(page, 'Поставити на полицю 1 примірник');
    await page.getByText('На полиці 1 новий примірник.').waitFor({ timeout: 30_000 });
    const [copy] = await shelfOf(who);
    assert.deepEqual([copy.grade, copy.exchange, copy.price, copy.place.name], ['worn', true, undefined, 'Київ']);
  }));

test('what is wrong is said in words with what to do, by kind, and the rejected rows are kept as a file', () =>
  among({}, async (page) => {
    const who = await bookseller();
    await signIn(page, who, '/sign-in?next=/shelf/import');
    await send(page, stock([
      plain('1', 'Чудова', 'чудовий', 'дорого'), plain('2', ''), plain('3', 'Перша з двох'), plain('3', 'Друга з двох'), '"5,без кінця',
    ]));
    const filter = page.getByRole('navigation', { name: 'Показати рядки' });
    assert.deepEqual((await filter.getByRole('link').allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')),
      ['5 Усі рядки', '0 Є в каталозі', '1 Нові для каталогу', '1 Уже на полиці', '3 Відхилено']);
    await filter.getByRole('link', { name: /Відхилено/ }).click();
    await row(page, 2).getByText('Стан «чудовий»: такого стану ми не знаємо. Напишіть «як новий»').waitFor();
    await row(page, 2).getByText('Ціна «дорого»: це не ціна. Напишіть число').waitFor();
    await row(page, 3).getByText('Назва: не вказано.').waitFor();
    await row(page, 6).getByText('Лапки не на місці').waitFor();
    assert.equal(await rows(page).count(), 3);
    await filter.getByRole('link', { name: /Уже на полиці/ }).click();
    await row(page, 5).getByText('Той самий номер має рядок 4').waitFor();
    assert.equal(await rows(page).count(), 1);
    const { name, text } = await saved(page, 'Завантажити відхилені');
    assert.equal(name, 'rejected.csv');
    assert.match(text, /grade_unknown; not_a_price/);
    assert.equal(text.trim().split('\r\n').length, 4);
  }));

test('more rows than fit on a page come by a button, which leads to the first of the new ones', () =>
  among({}, async (page) => {
    const who = await bookseller();
    await signIn(page, who, '/sign-in?next=/shelf/import');
    await send(page, stock(Array.from({ length: 60 }, (_, i) => plain(String(i), `Сторінкова ${i}`))));
    assert.equal(await rows(page).count(), 50);
    await press(page, 'Показати ще');
    await rows(page).nth(59).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent.includes('Сторінкова 50'));
  }));

test('an import under way is found again on a page that was closed, and can be given up', () =>
  among({}, async (page) => {
    const who = await bookseller();
    await signIn(page, who, '/sign-in?next=/shelf/import');
    await send(page, stock([plain('1', 'Покинута')]));
    await page.reload();
    await page.getByText('На полицю стане 1 примірник').waitFor();
    await open(page, '/shelf/import');
    await page.getByText('На полицю стане 1 примірник').waitFor();
    await press(page, 'Відмовитися від файлу');
    await page.getByText('Файл відкладено. На полиці нічого не змінилося.').waitFor();
    await page.getByRole('button', { name: 'Обрати файл' }).waitFor();
    assert.deepEqual([await shelfOf(who), (await call('GET', '/api/v1/me/imports', undefined, who.token)).items], [[], []]);
  }));

test('a file that broke off on its way is told, and sent again as it was', () =>
  among({ allow: [/ERR_FAILED/] }, async (page) => {
    const who = await bookseller();
    await signIn(page, who, '/sign-in?next=/shelf/import');
    let times = 0;
    await page.route('**/objects/**', (route) => (times++ === 0 ? route.abort() : route.continue()));
    await page.getByLabel('Стан').selectOption('good');
    await page.locator('main input[type=file]').setInputFiles(stock([plain('1', 'Уперта', '')]));
    await press(page, 'Показати, що вийде');
    await page.getByRole('alert').filter({ hasText: 'Звʼязок обірвався, і файл не дійшов.' }).waitFor();
    await page.getByText('stock.csv', { exact: true }).waitFor();
    await press(page, 'Надіслати ще раз');
    await page.getByText('На полицю стане 1 примірник').waitFor({ timeout: 30_000 });
  }));

test('a file that is no stock is refused with what is wrong with it, and another may come', () =>
  among({ allow: [/answer 400: .*\/read/, /\b400\b/] }, async (page) => {
    const who = await bookseller();
    await signIn(page, who, '/sign-in?next=/shelf/import');
    await page.locator('main input[type=file]').setInputFiles({ name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') });
    await press(page, 'Показати, що вийде');
    await page.getByRole('alert').filter({ hasText: 'У файлі немає колонки з назвами.' }).waitFor();
    await page.locator('main input[type=file]').setInputFiles({ name: 'empty.csv', mimeType: 'text/csv', buffer: Buffer.alloc(0) });
    await page.getByText('Файл порожній.').waitFor();
    await page.locator('main input[type=file]').setInputFiles(stock([plain('1', 'Таки книжка')]));
    await press(page, 'Надіслати ще раз');
    await page.getByText('На полицю стане 1 примірник').waitFor({ timeout: 30_000 });
  }));

test('a file is dropped on the page, and who has no profile yet is asked how to be called', () =>
  among({ allow: [/me\/profile/, /\b404\b/] }, async (page) => {
    const who = await seller();
    await signIn(page, who, '/sign-in?next=/shelf/import');
    await page.getByRole('combobox', { name: 'Де книжки' }).fill('льв');
    await page.getByRole('option', { name: /^Львів/ }).first().click();
    await page.getByLabel('Імʼя').fill('Леся з горища');
    const dropped = await page.evaluateHandle((text) => {
      const carried = new DataTransfer();
      carried.items.add(new File([text], 'кинутий.csv', { type: 'text/csv' }));
      return carried;
    }, stock([plain('1', 'Кинута')]).buffer.toString());
    await page.locator('main input[type=file]').locator('..').dispatchEvent('drop', { dataTransfer: dropped });
    await page.getByText('кинутий.csv', { exact: true }).waitFor();
    await press(page, 'Показати, що вийде');
    await page.getByText('На полицю стане 1 примірник').waitFor({ timeout: 30_000 });
    assert.equal((await call('GET', '/api/v1/me/profile', undefined, who.token)).name, 'Леся з горища');
  }));

for (const [prefix, label, planned] of [['', 'Завантажити зразок CSV', 'На полицю стануть 4 примірники'], ['/en', 'Download a sample CSV', '4 copies go on the shelf']]) {
  test(`the sample that is offered at ${prefix}/shelf/import is read without a fault`, () =>
    among({}, async (page) => {
      const who = await bookseller();
      await signIn(page, who);
      await go(page, `${prefix}/shelf/import`);
      const { name, text } = await saved(page, label);
      await page.locator('main input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
      await page.locator('main button[type=submit]').click();
      await page.getByText(planned).waitFor({ timeout: 30_000 });
    }));
}

test('the shelf is kept as a file of each kind, which brings the same books to another shelf', () =>
  among({}, async (page) => {
    const who = await bookseller();
    const edition = await addEdition(who, { title: 'Мандрівна' });
    await call('POST', '/api/v1/me/copies', { edition_id: edition.id, grade: 'very_good', exchange: true, price: { amount: 12345, currency: 'UAH' }, notes: 'З автографом', place: LVIV }, who.token);
    await signIn(page, who, '/sign-in?next=/shelf');
    await press(page, 'Зберегти у файл');
    const dialog = page.getByRole('dialog', { name: 'Полиця файлом' });
    await dialog.getByText('Для таблиць: Excel').waitFor();
    assert.deepEqual(await accessibility(page), []);
    for (const [label, file, begins] of [['Зберегти CSV', 'bookmarket.csv', /^\ufeff?reference,title/], ['Зберегти AbeBooks', 'bookmarket-abebooks.txt', /listingid\t/], ['Зберегти UIEE', 'bookmarket-uiee.txt', /^UR\|/]]) {
      const { name, text } = await saved(page, label);
      assert.equal(name, file);
      assert.match(text, begins);
      assert.match(text, /Мандрівна/);
      await dialog.getByText(`Файл ${file} збережено.`).waitFor();
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.activeElement?.textContent.includes('Зберегти у файл'));
  }));

test('a file is chosen, looked at and put on the shelf by the keyboard alone', () =>
  among({}, async (page) => {
    const who = await bookseller();
    await signIn(page, who, '/sign-in?next=/shelf/import');
    const reach = async (name) => {
      for (let i = 0; i < 60; i++) {
        const here = await page.evaluate(() => (document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '').trim());
        if (here === name) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`«${name}» is not reached`);
    };
    const choosing = page.waitForEvent('filechooser');
    await reach('Обрати файл');
    await page.keyboard.press('Enter');
    await (await choosing).setFiles(stock([plain('1', 'Клавіатурна')]));
    await reach('Показати, що вийде');
    await page.keyboard.press('Enter');
    await page.getByText('На полицю стане 1 примірник').waitFor({ timeout: 30_000 });
    await reach('Поставити на полицю 1 примірник');
    await page.keyboard.press('Enter');
    await page.getByText('На полиці 1 новий примірник.').waitFor({ timeout: 30_000 });
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
  }));

test('every step of bringing a file can be used by everybody, and fits, in both languages', { timeout: 300_000 }, () =>
  // Other tests move the clock: a token may run out meanwhile, and is renewed.
  among({ viewport: PHONE, touch: false, allow: [/\b401\b/] }, async (page) => {
    const who = await bookseller();
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
      await go(page, `${prefix}/shelf/import`);
      await page.evaluate(() => document.querySelectorAll('main details').forEach((part) => { part.open = true; }));
      await look(`${prefix}/shelf/import`);
      await go(page, `${prefix}/shelf`);
      await page.locator('main').getByRole('button', { name: /^(Зберегти у файл|Save as a file)$/ }).click();
      await page.getByRole('dialog').waitFor();
      await look(`${prefix}/shelf-export`);
      await page.keyboard.press('Escape');
    }
    await go(page, '/shelf/import');
    await send(page, stock([plain('А-1', 'Зручна'), plain('А-1', 'Двічі'), plain('3', 'Чудова', 'чудовий', 'дорого'), '4,"Задовга назва, що не хоче вміщатися в один рядок і тягнеться далі",Олександра Довгопрізвищенко-Задунайська,,1990,uk,good,100,так,Плями на обкладинці й дарчий напис', '"5,без кінця']));
    const { items: [{ id }] } = await call('GET', '/api/v1/me/imports', undefined, who.token);
    for (const prefix of ['/en', '']) {
      await go(page, `${prefix}/shelf/import?id=${id}`);
      await rows(page).first().waitFor();
      await look(`${prefix}/shelf/import-ready`);
    }
    await press(page, 'Поставити на полицю 2 примірники');
    await page.getByRole('heading', { name: 'Готово' }).waitFor({ timeout: 30_000 });
    for (const prefix of ['', '/en']) {
      await go(page, `${prefix}/shelf/import?id=${id}`);
      await look(`${prefix}/shelf/import-done`);
    }
  }));
