// Every kind of page, both languages, light and dark, phone and desktop: axe finds nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, drawn, open, useBrowser, withPage } from './support/browser.js';
import { accessibility, targetSizes, themeOf } from './support/checks.js';
import { english, screens } from './support/market.js';

useBrowser();

const pages = await screens();
for (const [kind, path] of Object.entries(pages)) {
  for (const [i, [language, address]] of [['Ukrainian', path], ['English', english(path)]].entries()) {
    test(`the ${kind} page in ${language} can be used by everybody`, () =>
      withPage({ viewport: PHONE, touch: false, allow: [/404/] }, async (page) => {
        await open(page, address);
        for (const [j, viewport] of [PHONE, DESKTOP].entries()) {
          const colorScheme = themeOf(i, j);
          await page.setViewportSize(viewport);
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await drawn(page);
          assert.deepEqual(await accessibility(page), [], `${viewport.width} px, ${colorScheme}`);
        }
      }));
  }
}

for (const [kind, path] of Object.entries({ work: pages.work, copy: pages.copy, results: pages.results })) {
  test(`wherever one has scrolled on the ${kind} page, a finger finds its targets beside the bars`, () =>
    withPage({ viewport: PHONE }, async (page) => {
      await open(page, path);
      for (let y = 0; y <= 900; y += 60) {
        await page.evaluate((top) => window.scrollTo(0, top), y);
        await drawn(page);
        assert.deepEqual(await targetSizes(page), [], `${y} px`);
      }
    }));
}

test('the sheet of filters and the open suggestions can be used by everybody', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await open(page, pages.results);
    await page.getByRole('button', { name: /^Фільтри/ }).click();
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(300); // the sheet has slid in
    assert.deepEqual(await accessibility(page), [], 'sheet');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByLabel('Пошук книжок').fill('');
    await page.getByLabel('Пошук книжок').pressSequentially('кобз');
    await page.getByRole('option').first().waitFor();
    // The rest of the page is put aside while the list is open.
    assert.deepEqual(await accessibility(page, '[role=search] input, [role=listbox]'), [], 'suggestions');
  }));
