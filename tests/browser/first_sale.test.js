// The whole way of somebody new: an account without a password, a confirmed address, a book on the shelf, found by others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
// Before what reads where the market is.
import './support/named.js';
import { DESKTOP, PHONE, open, settled, useBrowser, withPage } from './support/browser.js';
import { accessibility } from './support/checks.js';
import { authenticator } from './support/passkeys.js';
import { AMONG_PEOPLE, PEOPLE, call, newAddress } from './support/people.js';
import { addEdition, photo, seller } from './support/selling.js';

useBrowser();
// Who has no profile of a seller yet is answered so with a 404; the preview of letters has no icon.
const among = (viewport, steps) => withPage({ viewport, ...AMONG_PEOPLE, allow: [...AMONG_PEOPLE.allow, /\/api\/v1\/me\/profile/, /\/favicon\.ico/] }, steps);
const heading = (page, text) => page.getByRole('heading', { level: 1, name: text }).waitFor();
const press = (page, name) => page.locator('main').getByRole('button', { name, exact: true }).click();

/** Confirms the address as somebody does who tries the market out: by the letter at /dev/mail. */
async function confirmByPreview(page, email) {
  await page.goto('/dev/mail');
  await heading(page, 'Letters');
  // The list asks for itself again until the letter is there.
  await page.getByRole('listitem').filter({ hasText: email }).getByRole('link').click();
  await page.getByText(/^To: /).filter({ hasText: email }).waitFor();
  await page.locator('pre a[href*="/verify-email#"]').click();
  await press(page, 'Так, це моя адреса');
  await heading(page, 'Адресу підтверджено');
}

async function indexed(title) {
  for (const deadline = Date.now() + 20_000; ; ) {
    const { items } = await call('GET', `/api/v1/search?${new URLSearchParams({ q: title })}`);
    if (items.some((item) => item.title === title && item.offers.copies === 1)) return;
    assert.ok(Date.now() < deadline, 'the search does not know the copy');
  }
}

for (const viewport of [DESKTOP, PHONE]) {
  test(`somebody new signs up with a passkey, confirms the address, offers a book by its ISBN with photos, and it is found, at ${viewport.width} px`, () =>
    among(viewport, async (page) => {
      const title = `Перша книжка на полиці ${viewport.width}`;
      const { isbn } = await addEdition(await seller(), { title });
      const device = await authenticator(page);
      const email = newAddress();

      await open(page, '/sign-up');
      await page.getByLabel('Імʼя').fill('Леся');
      await page.getByLabel('Електронна пошта').fill(email);
      await press(page, 'Створити з ключем доступу');
      await heading(page, 'Ми надіслали вам листа');
      assert.equal((await device.keys()).length, 1);
      await confirmByPreview(page, email);

      await open(page, '/sign-in?next=%2Fsell');
      // What the browser fills in by itself may be quicker than the button.
      await Promise.race([
        page.locator('main').getByRole('button', { name: 'Увійти з ключем доступу' }).click().catch(() => undefined),
        page.waitForURL(`${PEOPLE}/sell`),
      ]);
      await page.waitForURL(`${PEOPLE}/sell`);
      await heading(page, 'Поставити книгу');
      await page.getByLabel('ISBN, назва або автор').fill(isbn);
      await press(page, 'Знайти');
      await press(page, 'Так, це вона');
      await heading(page, 'Розкажіть про свій примірник');
      await page.getByRole('radio', { name: /Дуже добрий/ }).check();
      await page.locator('input[type=file][multiple]').setInputFiles([photo('front.png', [180, 40, 40]), photo('back.png', [40, 60, 160])]);
      await page.locator('[data-photo]').nth(1).waitFor({ timeout: 30_000 });
      await page.getByLabel('Ціна, ₴').fill('240');
      await page.getByRole('combobox', { name: 'Де книжка' }).fill('льв');
      await page.getByRole('option', { name: /^Львів/ }).first().click();
      await page.getByLabel('Імʼя').fill('Леся з горища');
      await press(page, 'Поставити на полицю');
      await heading(page, 'Книжка на полиці');
      assert.deepEqual(await accessibility(page), []);

      await indexed(title);
      await open(page, `/search?q=${encodeURIComponent(title)}`);
      await page.locator('main article').getByRole('link', { name: title }).click();
      await heading(page, title);
      await settled(page);
      await page.locator('main').getByText(/240(,00)?\s₴/).first().waitFor();
      await page.locator('main').getByText('Леся з горища').first().waitFor();
    }));
}
