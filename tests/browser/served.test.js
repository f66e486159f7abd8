// The page as the server sends it: complete without JavaScript, and in the places where the application draws it again.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BASE, DESKTOP, PHONE, TABLET, open, settled, useBrowser, withPage } from './support/browser.js';
import { english, market } from './support/market.js';

useBrowser();
const { pages, work } = await market();
// Chromium's way to say that scripts are switched off.
const SILENT = { javaScriptEnabled: false, allow: [/\.js csp$/] };
const drawn = ['home', 'results', 'shelf', 'empty', 'work', 'lone', 'edition', 'copy', 'author', 'seller', 'about'];

/** Where the first things of a page stand: headings, covers, titles, prices. */
const places = (page) =>
  page.evaluate(() => {
    const found = {};
    for (const selector of ['main h1', 'main img', 'main h2:not(.visually-hidden)', 'main article h3', 'main [class*=BookCard_price]', 'main [class*=WorkView_summary]', 'main [class*=CopyPage_price]']) {
      [...document.querySelectorAll(selector)].slice(0, 4).forEach((element, i) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        if (y < innerHeight) found[`${selector} ${i}`] = [x, y, width, height].map(Math.round);
      });
    }
    return found;
  });

for (const kind of drawn) {
  test(`the ${kind} page stands without JavaScript where the application draws it`, async () => {
    for (const viewport of [PHONE, TABLET, DESKTOP]) {
      const [served, taken] = await Promise.all([false, true].map((javaScriptEnabled) =>
        withPage({ viewport, ...(javaScriptEnabled ? {} : SILENT) }, async (page) => {
          await page.goto(pages[kind]);
          if (javaScriptEnabled) await settled(page);
          else await page.waitForLoadState('networkidle');
          return places(page);
        })));
      assert.ok(Object.keys(served).length > 0);
      for (const [what, place] of Object.entries(served)) {
        assert.ok(taken[what], `${what} is gone at ${viewport.width} px`);
        place.forEach((value, i) => assert.ok(Math.abs(value - taken[what][i]) <= 2, `${what} moves at ${viewport.width} px: ${place} → ${taken[what]}`));
      }
    }
  });
}

/** What a page says of towns, people, prices and dates. */
const said = (page) => page.locator('main :is([class*=BookCard_where], [class*=BookCard_price], [class*=CopyList_meta], [class*=CopyPage_points] li, [class*=CopyPage_quiet], [class*=SellerPage_words] > h1, [class*=SellerPage_facts])').allTextContents();

for (const kind of ['home', 'shelf', 'work', 'copy', 'seller']) {
  test(`the ${kind} page in English names towns, sellers and dates before the application has started as it does after`, async () => {
    const [served, taken] = await Promise.all([false, true].map((javaScriptEnabled) =>
      withPage(javaScriptEnabled ? {} : SILENT, async (page) => {
        await page.goto(english(pages[kind]));
        if (javaScriptEnabled) await settled(page);
        return said(page);
      })));
    const tidy = (texts) => texts.slice(0, 12).map((text) => text.replace(/\s+/g, ' ').trim());
    assert.ok(served.length > 0);
    // The application goes on with rows of more books.
    assert.deepEqual(tidy(served), tidy(taken.slice(0, served.length)));
  });
}

test('without JavaScript a reader searches, opens a book, a copy and its seller', () =>
  withPage({ viewport: PHONE, ...SILENT }, async (page) => {
    await page.goto('/');
    await page.getByLabel('Пошук книжок').fill('леся українка');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?q=/);
    assert.equal(await page.getByLabel('Пошук книжок').inputValue(), 'леся українка');
    assert.match(await page.locator('h1').textContent(), /леся українка/);
    await page.locator('main article a').first().click();
    await page.waitForURL(/\/works\//);
    await page.locator('#copies').getByRole('link').first().click();
    await page.waitForURL(/\/copies\//);
    assert.match(await page.locator('main').textContent(), /Стан: /);
    await page.locator('main a[href^="/sellers/"]').first().click();
    await page.waitForURL(/\/sellers\//);
    assert.ok((await page.locator('main article').count()) > 0);
    await page.locator('header a[hreflang=en]').click();
    await page.waitForURL(/\/en\/sellers\//);
  }));

test('the language can be changed without losing the question', async () => {
  const html = await (await fetch(`${BASE}/search?q=kobzar&genre=classics`)).text();
  assert.ok(html.includes('href="/en/search?q=kobzar&amp;genre=classics"'));
});

for (const hostile of ['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', '</title></h1><svg onload=alert(1)>', '{{query}}{{content}}']) {
  test(`the question ${hostile} stays a text in the page that is served`, () =>
    withPage(SILENT, async (page) => {
      for (const address of ['/search?q=', english('/search?q=')]) {
        await page.goto(address + encodeURIComponent(hostile));
        assert.ok((await page.locator('h1').textContent()).includes(hostile));
        assert.equal(await page.locator('header input[name=q]').inputValue(), hostile);
        assert.equal(await page.locator('img[src=x], main script, header script, svg[onload]').count(), 0);
      }
    }));
}

test('what was typed before the application took over stays, with the caret', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    let arrive;
    const slow = new Promise((resolve) => { arrive = resolve; });
    await page.route('**/api/v1/works/**', async (route) => {
      await slow;
      await route.continue();
    });
    await page.goto(pages.work, { waitUntil: 'commit' });
    const field = page.locator('header input[name=q]');
    await field.click();
    await field.pressSequentially('лісова пі');
    assert.ok(await page.evaluate(() => document.querySelector('main h1').textContent).then((text) => text === work.title), 'the book is there already');
    arrive();
    await page.locator('#copies table').waitFor();
    await page.keyboard.type('сня');
    assert.equal(await page.locator('header input').first().inputValue(), 'лісова пісня');
  }));

test('who has begun to read before the application took over stays at the same place', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    let arrive;
    const slow = new Promise((resolve) => { arrive = resolve; });
    await page.route('**/api/v1/search**', async (route) => {
      await slow;
      await route.continue();
    });
    await page.goto(pages.shelf, { waitUntil: 'commit' });
    await page.locator('main article').nth(20).waitFor();
    await page.evaluate(() => window.scrollTo(0, 600));
    arrive();
    await page.getByRole('complementary', { name: 'Фільтри' }).waitFor();
    await settled(page);
    assert.equal(await page.evaluate(() => window.scrollY), 600);
  }));

for (const viewport of [PHONE, DESKTOP]) {
  test(`nothing jumps at ${viewport.width} px when the application takes over`, () =>
    withPage({ viewport }, async (page) => {
      await page.addInitScript(() => {
        window.jumps = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumps.push(entry.value);
        }).observe({ type: 'layout-shift', buffered: true });
      });
      for (const kind of ['home', 'shelf', 'work']) {
        await open(page, pages[kind]);
        const sum = await page.evaluate(() => window.jumps.reduce((total, value) => total + value, 0));
        assert.ok(sum < 0.02, `${kind}: ${sum}`);
      }
    }));
}

test('no page asks the browser how to write a number while it starts, which takes a phone a quarter of a second', () =>
  withPage({}, async (page) => {
    await page.addInitScript(() => {
      window.asked = 0;
      const guard = { get: (target, name) => { window.asked++; return Reflect.get(target, name); }, construct: (target, args) => { window.asked++; return new target(...args); } };
      Intl.NumberFormat = new Proxy(Intl.NumberFormat, guard);
    });
    for (const kind of ['home', 'results', 'work', 'copy', 'author', 'seller', 'about']) {
      await open(page, pages[kind]);
      assert.equal(await page.evaluate(() => window.asked), 0, kind);
    }
  }));
