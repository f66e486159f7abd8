// Nothing scrolls sideways and nothing is cut off: four widths, long words, enlarged text, fingers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, drawn, open, useBrowser, withPage } from './support/browser.js';
import { clipped, lengthen, sideways, smallTargets } from './support/checks.js';
import { english, screens } from './support/market.js';

useBrowser();
const pages = await screens();

for (const [kind, path] of Object.entries(pages)) {
  for (const [language, address] of [['Ukrainian', path], ['English', english(path)]]) {
    test(`the ${kind} page in ${language} fits 320, 390, 820 and 1440 px, also with words a third longer and at twice the size`, () =>
      withPage({ viewport: DESKTOP, touch: false, allow: [/404/] }, async (page) => {
        await open(page, address);
        const fits = async (width, what = '') => {
          await page.setViewportSize({ width, height: 900 });
          await drawn(page);
          assert.deepEqual(await sideways(page), [], `${width} px ${what}`);
          assert.deepEqual(await clipped(page), [], `${width} px ${what}`);
        };
        for (const width of [1440, 820, 390, 320]) await fits(width);
        await fits(720, '(1440 at a zoom of 200 %)');
        await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
        for (const width of [390, 820, 1440]) await fits(width, 'with letters twice the size');
        await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
        for (const width of [390, 820, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          await drawn(page);
          await lengthen(page);
          await fits(width, 'with longer words');
        }
      }));
  }

  test(`on the ${kind} page a finger hits what it aims at`, () =>
    withPage({ viewport: PHONE, allow: [/404/] }, async (page) => {
      await open(page, path);
      assert.deepEqual(await smallTargets(page), []);
    }));
}

test('in the sheet of filters a finger hits what it aims at', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await open(page, pages.results);
    await page.getByRole('button', { name: /^Фільтри/ }).click();
    await page.getByRole('dialog').waitFor();
    await page.waitForTimeout(300);
    assert.deepEqual(await smallTargets(page, 48, 'input[type=checkbox], button'), []);
    assert.deepEqual(await sideways(page), []);
  }));
