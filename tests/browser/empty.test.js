// A market on whose shelves nothing stands yet, with JavaScript and without; and what only a demonstration says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, drawn, open, useBrowser, withPage } from './support/browser.js';
import { accessibility, sideways } from './support/checks.js';
import { english, market } from './support/market.js';

useBrowser();
const EMPTY = process.env.EMPTY_MARKET_URL;
const { pages } = await market();
const DEMO = /демонстраційн|вигадан|demo catalogue|made up/;
const body = async (page) => (await page.locator('body').innerText()).replace(/\s+/g, ' ');

for (const javaScriptEnabled of [true, false]) {
  const options = { javaScriptEnabled, baseURL: EMPTY, allow: [/^other host/, /\.js csp$/] };
  const how = javaScriptEnabled ? '' : ' without JavaScript';
  for (const [path, at] of [['/', '/'], ['/search', '/search'], ['/', '/en'], ['/search', '/en/search']]) {
    test(`an empty market${how} says at ${at} that its shelves are empty and how books come to them`, () =>
      withPage({ viewport: PHONE, ...options }, async (page) => {
        if (javaScriptEnabled) await open(page, at);
        else await page.goto(at);
        const said = await body(page);
        assert.match(said, at.startsWith('/en') ? /The shelves are still empty/ : /Полиці ще порожні/);
        assert.match(said, /bookmarket import books\.csv/);
        assert.doesNotMatch(said, /«»|“”|\b0 книж|\b0 books/);
        assert.doesNotMatch(said, DEMO);
        const links = await page.locator('main a').evaluateAll((all) => all.map((link) => link.pathname + link.search));
        assert.ok(!links.includes(at), `${links}: a button leads to the page itself`);
        assert.equal(await page.locator('main [class*=Hero_empty], main [class*=Skeleton]').count(), 0);
        if (!javaScriptEnabled) return;
        for (const viewport of [PHONE, DESKTOP]) {
          await page.setViewportSize(viewport);
          for (const colorScheme of ['light', 'dark']) {
            await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
            await drawn(page);
            assert.deepEqual(await accessibility(page), [], `${viewport.width} px, ${colorScheme}`);
          }
          assert.deepEqual(await sideways(page), []);
        }
      }));
  }

  test(`a market that is no demonstration${how} does not say that its sellers are invented`, () =>
    withPage({ viewport: PHONE, ...options }, async (page) => {
      for (const path of ['/about', '/en/about']) {
        await page.goto(path);
        await page.locator('main h1').waitFor();
        assert.doesNotMatch(await body(page), DEMO, path);
      }
    }));

  test(`a demonstration${how} says so on every page, on a copy and about itself`, () =>
    withPage({ viewport: PHONE, javaScriptEnabled, allow: [/\.js csp$/] }, async (page) => {
      for (const path of [pages.home, pages.copy, pages.about, english(pages.about)]) {
        await page.goto(path);
        await page.locator('main h1').waitFor();
        assert.match(await page.locator('footer').innerText(), DEMO, path);
        if (path !== pages.home) assert.match(await page.locator('main').innerText(), DEMO, path);
      }
    }));
}
