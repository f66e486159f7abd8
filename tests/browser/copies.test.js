// Choosing among copies: side by side on a desktop, the price in sight on a phone, a look from the results.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, TABLET, open, useBrowser, withPage } from './support/browser.js';
import { accessibility } from './support/checks.js';
import { english, market } from './support/market.js';

useBrowser();
const { pages } = await market();

test('up to three copies stand side by side, chosen and opened by keyboard alone', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, pages.work);
    const boxes = page.getByRole('checkbox', { name: /^Порівняти: / });
    for (const i of [0, 2, 3]) {
      await boxes.nth(i).focus();
      await page.keyboard.press('Space');
    }
    assert.ok(await boxes.nth(1).isDisabled(), 'a fourth does not fit');
    assert.ok(await page.getByText('Обрано 3 примірники, більше поруч не вміститься').isVisible());
    await page.getByRole('button', { name: 'Поставити поруч' }).focus();
    await page.keyboard.press('Enter');
    const together = page.getByRole('region', { name: 'Примірники поруч' });
    assert.equal(await together.getByRole('link', { name: /^Переглянути: / }).count(), 3);
    assert.ok(await page.evaluate(() => document.activeElement.id === 'side-by-side'), 'attention moves to the comparison');
    assert.deepEqual(await accessibility(page, '#copies'), []);
    await together.getByRole('button', { name: 'Закрити порівняння' }).click();
    assert.equal(await page.getByRole('checkbox', { checked: true }).count(), 0);
  }));

test('on a phone the price stays in sight after its place was scrolled away', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await open(page, pages.work);
    const bar = page.locator('[class*=PriceBar_bar]');
    assert.equal(await bar.count(), 0);
    await page.evaluate(() => window.scrollTo(0, 900));
    await bar.waitFor();
    assert.match(await bar.textContent(), /від \d+\s₴/);
    await bar.getByRole('link', { name: 'До примірників' }).click();
    await page.waitForFunction(() => Math.abs(document.querySelector('#copies').getBoundingClientRect().top) < 120);
  }));

test('on a desktop the three cheapest copies come up on a cover, by mouse and by keyboard', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, pages.shelf);
    const peek = page.locator('[class*=FoundBook_peek]');
    const several = page.locator('main article').filter({ hasText: /примірник/ }).first();
    await several.hover();
    await peek.waitFor();
    const rows = await peek.locator('li').count();
    assert.ok(rows >= 2 && rows <= 3, `${rows}`);
    await page.mouse.move(0, 0);
    await peek.waitFor({ state: 'detached' });
    await several.getByRole('link').focus();
    await peek.waitFor();
  }));

test('a table of copies fits a tablet, with the way to each copy in sight', () =>
  withPage({ viewport: TABLET }, async (page) => {
    for (const path of [pages.work, english(pages.work)]) {
      await open(page, path);
      const frame = page.locator('#copies table').locator('..');
      assert.ok(await frame.evaluate((element) => element.scrollWidth <= element.clientWidth), path);
    }
  }));

test('an empty search says so once, without counting to nought', () =>
  withPage({}, async (page) => {
    await open(page, pages.empty);
    assert.ok(await page.getByText('Такої книжки на полицях поки немає').isVisible());
    assert.equal(await page.getByText(/Знайшли/).count(), 0);
  }));
