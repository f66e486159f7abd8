// Nothing scrolls sideways and nothing is cut off: four widths, long words, enlarged text, fingers.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, TABLET, open, settled, useBrowser, withPage } from './support/browser.js';
import { clipped, lengthen, sideways, smallTargets } from './support/checks.js';
import { english, market } from './support/market.js';

useBrowser();
const { pages } = await market();

for (const [kind, path] of Object.entries(pages)) {
  test(`the ${kind} page fits 320, 390, 820 and 1440 px, also with words a third longer and at twice the size`, () =>
    withPage({ viewport: DESKTOP, touch: false, allow: [/404/] }, async (page) => {
      for (const address of [path, english(path)]) {
        await open(page, address);
        const fits = async (what) => {
          assert.deepEqual(await sideways(page), [], `${address} ${what}`);
          assert.deepEqual(await clipped(page), [], `${address} ${what}`);
        };
        for (const width of [1440, 820, 390, 320]) {
          await page.setViewportSize({ width, height: 900 });
          await settled(page);
          await fits(`${width} px`);
        }
        // Browser zoom of 200 % on a window of 1440 px, and enlarged letters alone.
        await page.setViewportSize({ width: 720, height: 450 });
        await fits('zoom 200 %');
        for (const { width, height } of [DESKTOP, TABLET, PHONE]) {
          await page.setViewportSize({ width, height });
          await page.evaluate(() => { document.documentElement.style.fontSize = '200%'; });
          await fits(`letters 200 % at ${width} px`);
          await page.evaluate(() => { document.documentElement.style.fontSize = ''; });
        }
        await lengthen(page);
        for (const width of [390, 820, 1440]) {
          await page.setViewportSize({ width, height: 900 });
          await fits(`longer words at ${width} px`);
          if (width === 390) await page.reload().then(() => settled(page)).then(() => page.setViewportSize({ width: 820, height: 900 })).then(() => lengthen(page));
        }
      }
    }));

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
