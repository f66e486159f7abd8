// The filters of the results: «back», the sheet of a phone, counts that are awaited.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, open, settled, useBrowser, withPage } from './support/browser.js';
import { closeFilters, openFilters } from './support/filters.js';
import { market } from './support/market.js';

useBrowser();
const { pages } = await market();

test('on a phone «back» closes the sheet of filters and keeps what was chosen; the next one takes it off', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await open(page, '/');
    await page.goto(pages.shelf);
    await settled(page);
    const sheet = await openFilters(page);
    await page.goBack();
    await sheet.waitFor({ state: 'detached' });
    await settled(page);
    assert.equal(new URL(page.url()).search, '?genre=poetry', 'nothing was chosen');

    await openFilters(page);
    await sheet.getByRole('checkbox', { name: /Можна обміняти/ }).click();
    await page.waitForURL(/exchange=true/);
    await settled(page);
    await sheet.getByRole('checkbox', { name: /Можна купити/ }).click();
    await page.waitForURL(/sale=true/);
    await settled(page);
    await page.goBack();
    await sheet.waitFor({ state: 'detached' });
    await page.waitForURL(/sale=true/);
    await settled(page);
    assert.match(page.url(), /exchange=true/);
    assert.equal(await page.getByRole('button', { name: /^Прибрати фільтр/ }).count(), 3);
    await page.goBack();
    await page.waitForURL((url) => url.search === '?genre=poetry');
    await page.goBack();
    await page.waitForURL((url) => url.pathname === '/');
  }));

test('on a phone a sheet that was closed by its button is no step of the history by itself', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await open(page, '/');
    await page.goto(pages.shelf);
    await settled(page);
    const sheet = await openFilters(page);
    await closeFilters(page);
    await openFilters(page);
    await sheet.getByRole('checkbox', { name: /Можна обміняти/ }).click();
    await page.waitForURL(/exchange=true/);
    await closeFilters(page);
    await page.reload();
    await settled(page);
    assert.equal(await sheet.count(), 0);
    await page.goBack();
    await page.waitForURL((url) => url.search === '?genre=poetry');
    await page.goBack();
    await page.waitForURL((url) => url.pathname === '/');
  }));

for (const [device, viewport] of [['a phone', PHONE], ['a desktop', DESKTOP]]) {
  test(`on ${device} the counts of filters are dimmed while those of the next answer are awaited`, () =>
    withPage({ viewport, reducedMotion: 'reduce' }, async (page) => {
      await open(page, pages.shelf);
      const filters = await openFilters(page);
      const count = filters.locator('label', { hasText: 'Можна обміняти' }).locator('span').last();
      const opacity = () => count.evaluate((element) => Number(getComputedStyle(element).opacity));
      assert.equal(await opacity(), 1);
      let arrive;
      const slow = new Promise((resolve) => { arrive = resolve; });
      await page.route('**/api/v1/search**', async (route) => {
        await slow;
        await route.continue();
      });
      await filters.getByRole('checkbox', { name: /Можна обміняти/ }).click();
      await page.waitForURL(/exchange=true/);
      await filters.locator('[aria-busy=true]').waitFor();
      assert.ok((await opacity()) < 0.5);
      arrive();
      await filters.locator('[aria-busy=false]').waitFor();
      assert.equal(await opacity(), 1);
    }));
}

test('what was ticked for one search is not offered for the next', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    const labels = () => page.getByRole('complementary', { name: 'Фільтри' }).locator('label').evaluateAll((all) =>
      all.map((label) => ({ name: label.querySelector('span').textContent, count: [...label.querySelectorAll('span')].at(-1).textContent })));
    await open(page, '/search?q=hunger+games');
    const names = (await labels()).map((label) => label.name);
    await open(page, '/search?q=' + encodeURIComponent('кобзар'));
    const rail = await openFilters(page);
    const { name } = (await labels()).find((label) => !names.includes(label.name));
    const box = rail.locator('label', { hasText: name }).first();
    for (let flips = 0; flips < 2; ++flips) {
      await box.click();
      await settled(page);
    }
    await page.getByLabel(/^Пошук книжок/).first().fill('hunger games');
    await page.keyboard.press('Enter');
    await page.waitForURL(/hunger/);
    await settled(page);
    const offered = await labels();
    assert.ok(offered.length > 0);
    assert.deepEqual(offered.filter((label) => label.name === name), []);
  }));
