// The years on the cards of books, in the page that is served and in the one the application draws.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, open, useBrowser, withPage } from './support/browser.js';
import { english, search } from './support/market.js';

useBrowser();

const bylines = (page) => page.locator('main article [class*=BookCard_byline]').allTextContents();
const yearsOf = ({ year, year_max: newest }) => (year === newest ? String(year) : `${year}–${newest}`);

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? '' : ' without JavaScript';
  const options = { viewport: DESKTOP, javaScriptEnabled, allow: [/\.js csp$/] };
  const visit = (page, path) => (javaScriptEnabled ? open(page, path) : page.goto(path));

  test(`a card${how} tells the years of the earliest and the newest edition`, () =>
    withPage(options, async (page) => {
      const { items } = await search({ q: 'кобзар' });
      assert.ok(items.some(({ year, year_max: newest }) => year < newest), 'some book came out more than once');
      for (const path of ['/search?q=кобзар', english('/search?q=кобзар')]) {
        await visit(page, path);
        const said = await bylines(page);
        items.forEach((item, i) => { if (item.year) assert.ok(said[i].endsWith(yearsOf(item)), `${said[i]}: ${yearsOf(item)}`); });
      }
    }));

  test(`in order of years a card${how} tells the year that decides`, () =>
    withPage(options, async (page) => {
      await visit(page, '/search?sort=year_desc');
      const years = (await bylines(page)).map((text) => Number(/\d{4}$/.exec(text)?.[0]));
      assert.equal(years.length, 24);
      assert.deepEqual(years, [...years].sort((a, b) => b - a));
      await visit(page, '/search?sort=year_desc&year_max=1900');
      const { items } = await search({ sort: 'year_desc', year_max: 1900 });
      (await bylines(page)).forEach((text, i) => assert.ok(text.endsWith(yearsOf(items[i])), text));
    }));
}
