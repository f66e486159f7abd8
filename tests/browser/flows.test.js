// What a reader does, on a phone and on a desktop.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE, DESKTOP, PHONE, open, settled, useBrowser, withPage } from './support/browser.js';
import { closeFilters, openFilters } from './support/filters.js';
import { english, market, search } from './support/market.js';

useBrowser();
const { pages, work, isbn, isbnHyphens } = await market();

const field = (page) => page.getByLabel(/^(Пошук книжок|Search)/).first();
const cards = (page) => page.locator('main article');
const count = async (page) => Number((await page.locator('main').getByText(/^Знайшли/).textContent()).replace(/\D/g, ''));

/** Types as a person does, once the suggestions are there to answer. */
async function type(page, text) {
  await field(page).click();
  await settled(page);
  await field(page).pressSequentially(text, { delay: 20 });
}

for (const [device, viewport] of [['a phone', PHONE], ['a desktop', DESKTOP]]) {
  test(`on ${device} a reader finds a book, compares its copies and looks at the seller's shelf`, () =>
    withPage({ viewport }, async (page) => {
      await open(page, '/');
      await type(page, 'леся українка');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\?q=/);
      await settled(page);
      assert.match(await page.locator('h1').textContent(), /леся українка/);
      const all = await count(page);
      assert.ok(all > 24);
      assert.equal(await cards(page).count(), 24);

      const filters = await openFilters(page);
      await filters.getByRole('checkbox', { name: /Можна обміняти/ }).click();
      await page.waitForURL(/exchange=true/);
      await closeFilters(page);
      await settled(page);
      const exchanged = await count(page);
      assert.ok(exchanged > 0 && exchanged < all, `${exchanged} of ${all}`);
      const chip = page.getByRole('button', { name: /^Прибрати фільтр: Можна обміняти/ });
      await chip.click();
      await page.waitForURL((url) => !url.search.includes('exchange'));
      await settled(page);
      assert.equal(await count(page), all);

      await page.getByLabel('Порядок').selectOption('title');
      await page.waitForURL(/sort=title/);
      await settled(page);
      const titles = await cards(page).locator('h3').allTextContents();
      const { items } = await search({ q: 'леся українка', sort: 'title' });
      assert.deepEqual(titles, items.map(({ title }) => title));

      await page.getByRole('button', { name: 'Показати ще' }).click();
      await page.waitForFunction((n) => document.querySelectorAll('main article').length === n, Math.min(all, 48));

      await page.getByLabel('Порядок').selectOption('price_asc');
      await page.waitForURL(/sort=price_asc/);
      await settled(page);
      const first = cards(page).first();
      const title = await first.locator('h3').textContent();
      await first.getByRole('link').first().click();
      await page.waitForURL(/\/works\//);
      await settled(page);
      assert.equal(await page.locator('h1').textContent(), title);

      await page.getByRole('link', { name: /^Переглянути/ }).first().click();
      await page.waitForURL(/\/copies\//);
      await settled(page);
      assert.equal((await page.locator('h1').textContent()).trim(), title);
      assert.match(await page.locator('main').textContent(), /Стан: (Як новий|Дуже добрий|Добрий|Прийнятний|Зношений)/);

      await page.getByRole('link', { name: 'Зайти на полицю' }).click();
      await page.waitForURL(/\/sellers\//);
      await settled(page);
      assert.ok((await cards(page).count()) > 0);
      assert.equal(await page.evaluate(() => window.scrollY), 0, 'a new page starts at its top');
    }));

  test(`on ${device} all copies of a book are compared by price and by state`, () =>
    withPage({ viewport }, async (page) => {
      await open(page, pages.work);
      const copies = page.locator('#copies');
      const prices = async () => (await copies.locator('[class*="price"]').allTextContents()).map((text) => Number(text.replace(/[^\d,]/g, '').replace(',', '.'))).filter((n) => n > 0);
      const cheapest = await prices();
      assert.ok(cheapest.length > 1);
      assert.deepEqual(cheapest, [...cheapest].sort((a, b) => a - b));
      const grades = ['Як новий', 'Дуже добрий', 'Добрий', 'Прийнятний', 'Зношений'];
      await copies.getByRole('button', { name: viewport === PHONE ? 'Спочатку кращі' : 'Стан' }).click();
      const ranks = (await copies.locator('[class*="grade"]').allTextContents()).map((text) => grades.indexOf(text.trim()));
      assert.ok(ranks.length > 1 && !ranks.includes(-1), 'every copy has a known state');
      assert.deepEqual(ranks, [...ranks].sort((a, b) => a - b));
    }));

  test(`on ${device} one edition can be chosen, and only its copies are shown`, () =>
    withPage({ viewport }, async (page) => {
      await open(page, pages.work);
      const all = await page.locator('#copies').getByRole('link', { name: /^Переглянути/ }).count();
      await page.locator('fieldset label').nth(1).click();
      const some = await page.locator('#copies').getByRole('link', { name: /^Переглянути/ }).count();
      assert.ok(some > 0 && some < all, `${some} of ${all}`);
      assert.match(await page.locator('main dl').first().textContent(), /Рік/);
    }));

  test(`on ${device} going back returns to the same filters, the same books and the same place`, () =>
    withPage({ viewport }, async (page) => {
      await open(page, '/search?sort=title');
      const filters = await openFilters(page);
      await filters.getByRole('checkbox', { name: /^Проза/ }).click();
      await page.waitForURL(/genre=prose/);
      await closeFilters(page);
      await settled(page);
      await page.getByRole('button', { name: 'Показати ще' }).click();
      await page.waitForFunction(() => document.querySelectorAll('main article').length === 48);
      const link = cards(page).nth(40).getByRole('link').first();
      await link.scrollIntoViewIfNeeded();
      const place = await page.evaluate(() => window.scrollY);
      assert.ok(place > 500);
      const address = page.url();
      await link.click();
      await page.waitForURL(/\/works\//);
      await settled(page);

      await page.goBack();
      await page.waitForURL(address);
      await settled(page);
      assert.equal(await cards(page).count(), 48);
      await page.waitForFunction((y) => Math.abs(window.scrollY - y) < 50, place);
      assert.ok(await page.getByRole('button', { name: 'Прибрати фільтр: Проза' }).isVisible());

      await page.goForward();
      await page.waitForURL(/\/works\//);
      await page.goBack();
      await page.waitForURL(address);
      await page.goBack();
      await page.waitForURL((url) => !url.search.includes('genre'));
      await settled(page);
      assert.equal(await page.getByRole('button', { name: 'Прибрати фільтр: Проза' }).count(), 0);
    }));

  test(`on ${device} a query in the wrong keyboard layout is understood, said so, and can be insisted on`, () =>
    withPage({ viewport }, async (page) => {
      await open(page, '/');
      await type(page, 'rj,pfh');
      await page.keyboard.press('Enter');
      await page.waitForURL(/q=rj/);
      await settled(page);
      assert.ok(await page.getByText('Показуємо результати для «кобзар»').isVisible());
      assert.ok((await cards(page).count()) > 1);
      await page.getByRole('link', { name: 'Шукати саме «rj,pfh»' }).click();
      await page.waitForURL(/verbatim=true/);
      await settled(page);
      assert.equal(await page.getByText('Показуємо результати для').count(), 0);
      await page.goBack();
      await settled(page);
      assert.ok(await page.getByText('Показуємо результати для «кобзар»').isVisible());
    }));

  test(`on ${device} an empty search offers a way out`, () =>
    withPage({ viewport }, async (page) => {
      await open(page, pages.empty);
      assert.ok(await page.getByText('Такої книжки на полицях поки немає').isVisible());
      await page.locator('main').getByRole('link', { name: 'Переглянути всі полиці' }).click();
      await page.waitForURL(/\/search$/);
      await settled(page);
      assert.equal(await cards(page).count(), 24);
    }));

  test(`on ${device} filters that leave nothing can be taken off at once`, () =>
    withPage({ viewport }, async (page) => {
      await open(page, '/search?q=' + encodeURIComponent('леся українка') + '&genre=cooking&grade=worn');
      await page.getByRole('link', { name: 'Прибрати всі фільтри' }).click();
      await page.waitForURL((url) => !url.search.includes('genre'));
      await settled(page);
      assert.ok((await cards(page).count()) > 0);
    }));

  test(`on ${device} an ISBN leads to its book`, () =>
    withPage({ viewport }, async (page) => {
      await open(page, '/');
      await type(page, isbnHyphens);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/(search|editions|works)/);
      await settled(page);
      if (page.url().includes('/search')) {
        assert.equal(await cards(page).count(), 1, 'one ISBN, one book');
        await cards(page).first().getByRole('link').first().click();
        await page.waitForURL(/\/works\//);
        await settled(page);
      }
      assert.equal(await page.locator('h1').textContent(), work.title);
    }));

  test(`on ${device} the language can be changed on any page without losing it`, () =>
    withPage({ viewport }, async (page) => {
      for (const path of [pages.work, '/search?q=kobzar&genre=classics', '/about', '/']) {
        await open(page, path);
        const before = await page.locator('main a[href*="/works/"], main h2').count();
        await page.locator('header a[hreflang=en]').click();
        await page.waitForURL(BASE + english(path));
        await settled(page);
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
        assert.equal(await page.locator('main a[href*="/works/"], main h2').count(), before, path);
        await page.locator('header a[hreflang=uk]').click();
        await page.waitForURL(BASE + path);
        await settled(page);
        assert.equal(await page.evaluate(() => document.documentElement.lang), 'uk');
      }
    }));

  test(`on ${device} the chosen theme is kept`, () =>
    withPage({ viewport }, async (page) => {
      const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
      await open(page, '/');
      const light = await paper();
      await page.getByRole('button', { name: 'Увімкнути темну тему' }).click();
      const dark = await paper();
      assert.notEqual(dark, light);
      await page.reload({ waitUntil: 'commit' });
      await page.locator('header').waitFor();
      assert.equal(await paper(), dark);
      await open(page, pages.about);
      assert.equal(await paper(), dark);
      await page.getByRole('button', { name: 'Увімкнути світлу тему' }).click();
      assert.equal(await paper(), light);
    }));

  test(`on ${device} an address that leads nowhere says so and shows the way home`, () =>
    withPage({ viewport, allow: [/404/, /400/] }, async (page) => {
      for (const path of ['/nowhere', '/works/00000000-0000-8000-8000-000000000000', '/editions/9780000000002', '/sellers/x', '/en/nowhere']) {
        const answer = await page.goto(path);
        await settled(page);
        assert.equal(answer.status(), 404, path);
        assert.ok(await page.locator('main h1').isVisible());
        assert.ok(await page.locator('main').getByRole('link').count() > 0, `${path} is no dead end`);
      }
      await page.goto('/nowhere');
      await page.getByRole('link', { name: 'На головну', exact: true }).click();
      await page.waitForURL(BASE + '/');
      await settled(page);
    }));
}

test('every kind of page opens from its address, in both languages', () =>
  withPage({ viewport: DESKTOP, allow: [/404/] }, async (page) => {
    const { missing, ...good } = pages;
    for (const path of Object.values(good).flatMap((p) => [p, english(p)])) {
      const answer = await page.goto(path);
      await settled(page);
      assert.equal(answer.status(), 200, path);
      assert.equal(await page.locator('main h1').count(), 1, `${path} has one main heading`);
      assert.doesNotMatch(await page.locator('body').innerText(), /\bNaN\b|undefined|Invalid Date|\[object|\{\w+\}/, path);
    }
  }));

test('suggestions are chosen with the arrow keys and put away with Escape', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, '/');
    await type(page, 'кобз');
    const options = page.getByRole('option');
    await options.first().waitFor();
    assert.equal(await field(page).getAttribute('aria-expanded'), 'true');
    await page.keyboard.press('Escape');
    await options.first().waitFor({ state: 'detached' });
    assert.equal(await field(page).inputValue(), 'кобз', 'what was typed stays');
    await page.keyboard.press('ArrowDown');
    await options.first().waitFor();
    await page.keyboard.press('ArrowDown');
    if ((await field(page).getAttribute('aria-activedescendant')) === null) await page.keyboard.press('ArrowDown');
    const active = await field(page).getAttribute('aria-activedescendant');
    const name = await page.locator(`[id="${active}"]`).locator('span span').first().textContent();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/(works|search|authors)/);
    await settled(page);
    assert.ok((await page.locator('h1').textContent()).includes(name.trim()), name);
  }));

test('suggestions are chosen by touch', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await open(page, '/');
    await field(page).tap();
    await settled(page);
    await field(page).pressSequentially('кобз', { delay: 20 });
    const option = page.getByRole('option').first();
    await option.waitFor();
    const name = await option.locator('span span').first().textContent();
    await option.tap();
    await page.waitForURL(/\/(works|search|authors)/);
    await settled(page);
    assert.ok((await page.locator('h1').textContent()).includes(name.trim()), name);
  }));

test('an author page lists the books and leads to one of them', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await open(page, pages.work);
    await page.locator('main').getByRole('link', { name: work.authors[0].name, exact: true }).first().click();
    await page.waitForURL(/\/authors\//);
    await settled(page);
    assert.equal(await page.locator('h1').textContent(), work.authors[0].name);
    const before = await cards(page).count();
    await page.getByRole('button', { name: 'Показати ще' }).click();
    await page.waitForFunction((n) => document.querySelectorAll('main article').length > n, before);
    await cards(page).nth(2).getByRole('link').first().click();
    await page.waitForURL(/\/works\//);
    await settled(page);
  }));

test('the address of an ISBN shows the book with that edition chosen', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await open(page, pages.edition);
    assert.equal(await page.locator('h1').textContent(), work.title);
    assert.match(await page.locator('main dl').first().textContent(), new RegExp(isbnHyphens ?? isbn));
  }));

for (const [device, viewport] of [['a phone', PHONE], ['a desktop', DESKTOP]]) {
  test(`on ${device} a question that is too long is said to be that, and stays in the field to be shortened`, () =>
    withPage({ viewport }, async (page) => {
      const long = 'леся українка '.repeat(40).trim();
      for (const [address, said] of [['/search?q=', /Запит задовгий.*щонайбільше 500 знаків/s], ['/en/search?q=', /This search is too long.*at most 500 characters/s]]) {
        await open(page, address + encodeURIComponent(long));
        assert.match(await page.locator('main').innerText(), said);
        assert.equal(await field(page).inputValue(), long);
      }
      await field(page).click();
      await settled(page);
      await field(page).fill('леся українка');
      await page.keyboard.press('Enter');
      await page.waitForURL((url) => url.searchParams.get('q') === 'леся українка');
      await page.locator('main article').first().waitFor();
    }));
}

test('a question of just 500 characters is asked', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, '/search?q=' + encodeURIComponent('ї'.repeat(500)));
    assert.doesNotMatch(await page.locator('main').innerText(), /задовгий/);
  }));

test('a whole ISBN, with hyphens or without, suggests the book it is printed in', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    for (const number of [isbn, isbnHyphens]) {
      await open(page, '/');
      await type(page, number);
      // While the number grows, its first digits suggest titles.
      await page.waitForFunction((title) => {
        const options = [...document.querySelectorAll('[role=option]')];
        return options.length === 1 && options[0].textContent.includes(title);
      }, work.title);
      const option = page.getByRole('option');
      await option.click();
      await page.waitForURL(new RegExp(work.id));
    }
  }));

test('an ISBN that nobody offers suggests nothing, and is no error', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, '/');
    await type(page, '9780306406157');
    await settled(page);
    assert.equal(await page.getByRole('option').count(), 0);
  }));
