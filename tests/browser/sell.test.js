// People offer a book: they find its edition, say what state it is in, show it, and it is found by others.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { DESKTOP, PHONE, drawn, open, settled, useBrowser, withPage } from './support/browser.js';
import { accessibility, clipped, sideways, smallTargets, themeOf } from './support/checks.js';
import { AMONG_PEOPLE, call, signIn } from './support/people.js';
import { LVIV, addEdition, filmBarcode, newIsbn, photo, seller, shelf } from './support/selling.js';

const SCANNED = newIsbn();
const scratch = mkdtempSync(join(tmpdir(), 'bookmarket-film-'));
const film = join(scratch, 'back.y4m');
filmBarcode(film, SCANNED);
after(() => { rmSync(scratch, { recursive: true }); });

useBrowser({ film });
const among = (options, steps) => withPage({ viewport: DESKTOP, ...AMONG_PEOPLE, ...options, allow: [...AMONG_PEOPLE.allow, /\/api\/v1\/me\/profile/, ...(options.allow ?? [])] }, steps);
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();

async function find(page, text) {
  await page.getByLabel('ISBN, назва або автор').fill(text);
  await page.locator('main').getByRole('button', { name: 'Знайти', exact: true }).click();
}

async function choosePlace(page, label, begin, name) {
  await page.getByRole('combobox', { name: label }).fill(begin);
  await page.getByRole('option', { name }).first().click();
}

/** Two pictures that the server has made of what was sent. */
async function addPhotos(page, ...files) {
  await page.locator('input[type=file][multiple]').setInputFiles(files);
  await page.locator('[data-photo]').nth(files.length - 1).waitFor({ timeout: 30_000 });
}

for (const viewport of [DESKTOP, PHONE]) {
  test(`somebody offers their first book by its ISBN with two photos at ${viewport.width} px, and it is found by the search`, () =>
    among({ viewport }, async (page) => {
      const who = await seller();
      const title = `Сузірʼя на горищі ${viewport.width}`;
      const { isbn } = await addEdition(who, { title });
      await signIn(page, who, '/sign-in?next=/sell');
      await heading(page, 'Поставити книгу');
      await find(page, isbn);
      await page.getByRole('heading', { name: 'Це ваша книжка?' }).waitFor();
      await press(page, 'Так, це вона');
      await heading(page, 'Розкажіть про свій примірник');

      await press(page, 'Поставити на полицю');
      for (const fault of ['Оберіть, у якому стані книжка.', 'Напишіть ціну або оберіть обмін.', 'Оберіть зі списку, де книжка.']) await page.getByText(fault).waitFor();

      await page.getByRole('radio', { name: /Дуже добрий/ }).check();
      await addPhotos(page, photo('front.png', [180, 40, 40]), photo('back.png', [40, 60, 160]));
      await page.getByRole('button', { name: 'Фото 2: ближче до початку' }).click();
      await page.getByText('Тепер це фото 1 з 2').waitFor({ state: 'attached' });
      await page.getByLabel('Ціна, ₴').fill('1 180,50');
      await choosePlace(page, 'Де книжка', 'льв', /^Львів/);
      await page.getByLabel('Примітки').fill('Дарчий напис на форзаці.');
      await page.getByLabel('Імʼя').fill('Леся з горища');
      await press(page, 'Поставити на полицю');
      await heading(page, 'Книжка на полиці');

      await page.locator('main').getByRole('link', { name: 'Сторінка примірника' }).click();
      await heading(page, title);
      await page.getByText('1 180,50 ₴').waitFor();
      await page.getByText('Фото 1 з 2', { exact: true }).waitFor();
      await page.getByText('Дарчий напис на форзаці.').waitFor();
      await page.getByRole('button', { name: 'Збільшити фото 1' }).focus();
      await page.keyboard.press('ArrowRight');
      await page.getByText('Фото 2 з 2', { exact: true }).waitFor();
      await page.keyboard.press('Enter');
      const large = page.getByRole('dialog', { name: title });
      await large.waitFor();
      await page.keyboard.press('ArrowLeft');
      await large.getByText('Фото 1 з 2').waitFor();
      assert.deepEqual(await accessibility(page), []);
      await page.keyboard.press('Escape');
      await large.waitFor({ state: 'detached' });

      for (const deadline = Date.now() + 20_000; ; ) {
        const { items } = await call('GET', `/api/v1/search?${new URLSearchParams({ q: title })}`);
        if (items.some((item) => item.title === title && item.offers.copies === 1)) break;
        assert.ok(Date.now() < deadline, 'the search does not know the copy');
      }
      await open(page, `/search?q=${encodeURIComponent(title)}`);
      await page.locator('main article').getByRole('link', { name: title }).waitFor();
    }));
}

test('a scanned barcode finds the edition, once the camera was explained and allowed', () =>
  among({ permissions: [] }, async (page) => {
    const who = await seller();
    await addEdition(who, { title: 'Книжка зі штрихкодом', isbn: SCANNED });
    await signIn(page, who, '/sign-in?next=/sell');
    await press(page, 'Сканувати');
    const scanner = page.getByRole('dialog', { name: 'Сканування штрихкоду' });
    await scanner.getByText('браузер зараз спитає дозволу').waitFor();
    assert.deepEqual(await accessibility(page), []);
    await page.context().grantPermissions(['camera']);
    await scanner.getByRole('button', { name: 'Увімкнути камеру' }).click();
    await page.getByText('Книжка зі штрихкодом').waitFor({ timeout: 30_000 });
    assert.equal(new URL(page.url()).searchParams.get('q'), SCANNED);
    await scanner.waitFor({ state: 'detached' });
  }));

test('a camera that is forbidden leaves the ISBN to be typed', () =>
  among({}, async (page) => {
    const who = await seller();
    await signIn(page, who, '/sign-in?next=/sell');
    await page.evaluate(() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('no', 'NotAllowedError')); });
    await press(page, 'Сканувати');
    await page.getByRole('button', { name: 'Увімкнути камеру' }).click();
    await page.getByRole('alert').filter({ hasText: 'Камеру заборонено' }).waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Ввести ISBN вручну' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await find(page, '978-617-7409-40-3');
    await page.getByText('Це не ISBN: десь закрався одрук.').waitFor();
    assert.equal(await page.getByLabel('ISBN, назва або автор').inputValue(), '978-617-7409-40-3');
  }));

test('a book that the catalogue lacks is described by hand, its faults stand at their fields, and the next one keeps the place', () =>
  among({ allow: [/answer 404/, /answer 400/, /\b40[04]\b/] }, async (page) => {
    const who = await shelf('Перша книжка');
    const isbn = newIsbn();
    await signIn(page, who, '/sign-in?next=/sell');
    await find(page, isbn);
    await page.getByRole('heading', { name: 'Видання з таким ISBN у нас ще немає' }).waitFor();
    await press(page, 'Описати вручну');
    assert.equal(await page.getByLabel('ISBN, якщо є').inputValue(), isbn);
    await page.getByLabel('ISBN, якщо є').fill('123');
    await page.getByLabel('Назва', { exact: true }).fill('Рукопис із шухляди');
    await page.getByLabel('Рік').fill('91');
    await press(page, 'Далі');
    await page.getByText('Рік чотирма цифрами').waitFor();
    await page.getByLabel('Рік').fill('1991');
    await press(page, 'Далі');
    await page.getByText('Це не ISBN: десь закрався одрук.').waitFor();
    assert.equal(await page.getByLabel('Назва', { exact: true }).inputValue(), 'Рукопис із шухляди');
    await page.getByLabel('ISBN, якщо є').fill(isbn);
    await press(page, 'Далі');
    await heading(page, 'Розкажіть про свій примірник');
    assert.equal(await page.getByRole('combobox', { name: 'Де книжка' }).inputValue(), 'Львів, Львівська область');
    await page.getByRole('radio', { name: /Зношений/ }).check();
    await page.getByRole('radio', { name: 'Обміняти' }).check();
    await press(page, 'Поставити на полицю');
    await heading(page, 'Книжка на полиці');
    await page.getByRole('link', { name: 'Поставити ще одну' }).click();
    await heading(page, 'Поставити книгу');
    await find(page, who.edition.isbn);
    await press(page, 'Так, це вона');
    await heading(page, 'Розкажіть про свій примірник');
    assert.ok(await page.getByRole('radio', { name: /Зношений/ }).isChecked());
    assert.ok(await page.getByRole('radio', { name: 'Обміняти' }).isChecked());
  }));

test('a draft saves itself, outlives a reload and a lost connection, and is resumed', () =>
  among({ allow: [/ERR_INTERNET_DISCONNECTED/] }, async (page) => {
    const who = await shelf('Чернеткова');
    await signIn(page, who, '/sign-in?next=/sell');
    await find(page, who.edition.isbn);
    await press(page, 'Так, це вона');
    await heading(page, 'Розкажіть про свій примірник');
    const kept = page.waitForResponse((response) => response.url().includes('/me/drafts/') && response.request().method() === 'PUT');
    await page.getByLabel('Примітки').fill('Підкреслення олівцем');
    await kept;
    await page.getByText('Чернетку збережено', { exact: true }).waitFor();
    await page.reload();
    await heading(page, 'Розкажіть про свій примірник');
    assert.equal(await page.getByLabel('Примітки').inputValue(), 'Підкреслення олівцем');

    await page.context().setOffline(true);
    await page.getByLabel('Ціна, ₴').fill('77');
    await page.getByText('Чернетку збережено на цьому пристрої').waitFor();
    await press(page, 'Поставити на полицю');
    await page.getByText('Оберіть, у якому стані книжка.').waitFor();
    const saved = page.waitForResponse((response) => response.url().includes('/me/drafts/') && response.ok());
    await page.context().setOffline(false);
    await saved;
    await open(page, '/sell');
    await page.locator('main').getByRole('link', { name: /Чернеткова/ }).click();
    await heading(page, 'Розкажіть про свій примірник');
    assert.equal(await page.getByLabel('Ціна, ₴').inputValue(), '77');
  }));

test('a photo that broke off says so, is sent again, and one that no server takes is told at once', () =>
  among({ allow: [/failed|ERR_FAILED|Failed to load/] }, async (page) => {
    const who = await shelf('Фотогенічна');
    await signIn(page, who, `/sign-in?next=${encodeURIComponent(`/shelf?edit=${who.copy.id}`)}`);
    await heading(page, 'Змінити примірник');
    let times = 0;
    await page.route('**/objects/**', (route) => (times++ === 0 ? route.abort() : route.continue()));
    await page.locator('input[type=file][multiple]').setInputFiles([photo('one.png', [20, 120, 60]), { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('x') }]);
    await page.getByText('Годяться лише фото JPEG, PNG або WebP.').waitFor();
    await page.getByRole('button', { name: 'Надіслати ще раз: one.png' }).click();
    await page.locator('[data-photo]').first().waitFor({ timeout: 30_000 });
    await page.getByRole('button', { name: 'Прибрати: note.txt' }).click();

    await page.getByRole('button', { name: 'Фото 1: повернути чи обрізати' }).click();
    const dialog = page.getByRole('dialog', { name: 'Повернути й обрізати' });
    await dialog.getByRole('button', { name: 'Повернути', exact: true }).click();
    await dialog.locator('canvas').waitFor();
    assert.deepEqual(await accessibility(page), []);
    await dialog.getByRole('button', { name: 'Зберегти фото' }).click();
    await dialog.waitFor({ state: 'detached', timeout: 30_000 });
    const { items: [turned] } = await call('GET', `/api/v1/me/copies/${who.copy.id}/photos`, undefined, who.token);
    assert.equal(turned.edit.rotate, 90);
    assert.ok(turned.pictures[0].width > turned.pictures[0].height);
    await page.getByRole('button', { name: 'Фото 1: прибрати' }).click();
    await page.locator('[data-photo]').waitFor({ state: 'detached' });
  }));

test('every step of offering a book can be used by everybody, and fits, in both languages', () =>
  among({ viewport: PHONE, touch: false }, async (page) => {
    const who = await shelf('Зручна для всіх');
    const draft = crypto.randomUUID();
    await call('PUT', `/api/v1/me/drafts/${draft}`, { edition_id: who.edition.id, place: LVIV }, who.token);
    await signIn(page, who);
    for (const address of ['/sell', `/sell?q=${who.edition.isbn}`, '/sell?new=', `/sell?draft=${draft}`, `/sell?offered=${who.copy.id}`]) {
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

test('who is not signed in is led to the door, and back to the page', () =>
  among({}, async (page) => {
    await open(page, '/sell');
    await page.waitForURL(/\/sign-in\?next=%2Fsell$/);
    await settled(page);
  }));
