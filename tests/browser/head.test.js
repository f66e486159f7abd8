// What search engines, social networks and other programs read: the HTML as served, and the head as the reader moves on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { BASE, DESKTOP, open, settled, useBrowser, withPage } from './support/browser.js';
import { htmlRules, readHead } from './support/html.js';
import { english, market, OWN } from './support/market.js';

useBrowser();
const { pages, work, copy } = await market();
const validator = new HtmlValidate(htmlRules);

const decoded = (address) => decodeURIComponent(address);

for (const [kind, path] of Object.entries(pages)) {
  for (const [language, address] of [['uk', path], ['en', english(path)]]) {
    test(`the ${kind} page is served as valid HTML in ${language} with a complete head`, async () => {
      const response = await fetch(BASE + address);
      assert.equal(response.status, kind === 'missing' ? 404 : 200);
      const html = await response.text();
      const report = await validator.validateString(html, address);
      assert.deepEqual(report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${ruleId} ${message} line ${line}`)), []);

      const head = readHead(html);
      assert.equal(head.lang, language);
      assert.ok(head.title.length >= 8 && head.title.length <= 160, head.title);
      assert.ok(!html.includes('<!--bookmarket'), 'no marker is left');
      if (kind === 'missing') return;
      assert.ok(head.description.length >= 40 && head.description.length <= 320, head.description);
      if (head.robots?.includes('noindex')) return;
      assert.ok(head.canonical?.startsWith(BASE + (language === 'en' ? '/en' : '/')), head.canonical);
      assert.equal(decoded(head.alternates.uk), decoded(BASE + new URL(head.alternates.uk).pathname + new URL(head.alternates.uk).search));
      assert.ok(head.alternates.en.startsWith(`${BASE}/en`));
      assert.ok(head.alternates['x-default']);
      assert.equal(head.canonical, head.alternates[language], 'the canonical address is one of the two languages');
      for (const name of ['og:title', 'og:description', 'og:url', 'og:type', 'og:site_name', 'og:locale']) assert.ok(head.og[name], name);
      assert.equal(head.og['og:url'], head.canonical);
    });
  }
}

// Who is not signed in is led away from these.
const BEHIND_THE_DOOR = ['/account', '/sell', '/shelf', '/profile', '/reports', '/decisions', '/moderation', '/moderation/01890000-0000-7000-8000-000000000000'];
for (const path of [...Object.values(OWN), ...BEHIND_THE_DOOR]) {
  test(`${path} is served as valid HTML, with a title that stays, and is in no search engine`, () =>
    withPage({ viewport: DESKTOP }, async (page) => {
      for (const [language, address] of [['uk', path], ['en', english(path)]]) {
        const response = await fetch(BASE + address);
        assert.equal(response.status, 200);
        const html = await response.text();
        assert.ok((await validator.validateString(html, address)).valid, address);
        const head = readHead(html);
        assert.equal(head.lang, language);
        assert.match(head.robots, /noindex/);
        if (BEHIND_THE_DOOR.includes(path)) continue;
        await open(page, address);
        assert.equal(await page.title(), head.title);
        assert.equal(await page.locator('main h1').count(), 1);
      }
    }));
}

test('a book and its offers are described for search engines', async () => {
  const { data } = readHead(await (await fetch(BASE + pages.work)).text());
  const book = data.find((entry) => entry['@type'] === 'Book');
  assert.ok(book, 'a Book');
  assert.equal(book['@context'], 'https://schema.org');
  assert.equal(book.name, work.title);
  assert.ok([book.author].flat().some(({ name }) => name === work.authors[0].name));
  const offers = [book.offers].flat();
  assert.ok(offers.length > 0);
  const [offer] = offers;
  assert.equal(offer.priceCurrency, 'UAH');
  const cheapest = Math.min(...work.copies.filter(({ price }) => price).map(({ price }) => price.amount)) / 100;
  assert.equal(Number(offer.lowPrice ?? offer.price), cheapest);
});

test('a copy is described as an offer of a used book', async () => {
  const { data } = readHead(await (await fetch(BASE + pages.copy)).text());
  const text = JSON.stringify(data);
  assert.match(text, /UsedCondition/);
  assert.match(text, new RegExp(`"price":"?${(copy.price.amount / 100).toString().replace('.', '\\.')}`));
});

test('every other page is free of claims about books it does not show', async () => {
  for (const path of [pages.home, pages.about]) {
    const { data } = readHead(await (await fetch(BASE + path)).text());
    assert.ok(data.every((entry) => entry['@type'] !== 'Book'), path);
  }
});

test('robots.txt and the sitemap lead to the pages', async () => {
  const robots = await (await fetch(`${BASE}/robots.txt`)).text();
  const [, sitemap] = /Sitemap: (\S+)/.exec(robots) ?? [];
  assert.equal(sitemap, `${BASE}/sitemap.xml`);
  const index = await (await fetch(sitemap)).text();
  const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc]) => loc);
  assert.ok(parts.length > 0);
  const part = await (await fetch(parts.find((loc) => loc.includes('works')) ?? parts[0])).text();
  const [, first] = /<loc>([^<]+)<\/loc>/.exec(part);
  assert.equal((await fetch(first)).status, 200, first);
});

test('the head stays true while the reader moves within the application', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    const head = () => page.evaluate(() => ({
      title: document.title, lang: document.documentElement.lang,
      canonical: document.querySelector('link[rel=canonical]').href,
      uk: document.querySelector('link[rel=alternate][hreflang=uk]').href,
      en: document.querySelector('link[rel=alternate][hreflang=en]').href,
      double: document.querySelectorAll('link[rel=canonical]').length,
    }));
    const agrees = async () => {
      await settled(page);
      const now = await head();
      const served = readHead(await (await fetch(page.url())).text());
      assert.equal(now.double, 1);
      assert.equal(now.lang, served.lang);
      assert.equal(decoded(now.canonical), decoded(served.canonical));
      assert.equal(decoded(now.uk), decoded(served.alternates.uk));
      assert.equal(decoded(now.en), decoded(served.alternates.en));
      assert.equal(now.title, served.title, 'the title that the server writes for the same address');
      return now.title;
    };
    const titles = new Set();
    await open(page, '/');
    titles.add(await agrees());
    await page.locator('main').getByRole('link', { name: /Усі новинки/ }).click();
    await page.waitForURL(/\/search/);
    titles.add(await agrees());
    await page.locator('main article a').first().click();
    await page.waitForURL(/\/works\//);
    titles.add(await agrees());
    await page.getByRole('link', { name: /^Переглянути/ }).first().click();
    await page.waitForURL(/\/copies\//);
    titles.add(await agrees());
    await page.getByRole('link', { name: 'Зайти на полицю' }).click();
    await page.waitForURL(/\/sellers\//);
    titles.add(await agrees());
    await page.locator('header a[hreflang=en]').click();
    await page.waitForURL(/\/en\/sellers\//);
    titles.add(await agrees());
    assert.equal(titles.size, 6, [...titles].join('\n'));
  }));

test('a place without a name is said in words in the title, too', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await page.route('**/api/v1/copies/**', async (route) => {
      const response = await route.fetch();
      const answer = await response.json();
      await route.fulfill({ response, json: { ...answer, place: { ...answer.place, name: '' } } });
    });
    await open(page, pages.copy);
    assert.match(await page.title(), /, місто не\s+вказано \| БукМаркет$/);
  }));

for (const [kind, path] of Object.entries({ home: '/', results: pages.results, work: pages.work })) {
  test(`the first load of the ${kind} page takes at most 150 kB of JavaScript over the wire`, () =>
    withPage({ viewport: DESKTOP }, async (page) => {
      let bytes = 0;
      const plain = [];
      const sizes = [];
      page.on('requestfinished', (request) => {
        if (request.resourceType() !== 'script') return;
        sizes.push((async () => {
          const { responseBodySize } = await request.sizes();
          bytes += responseBodySize;
          const { 'content-encoding': encoding } = await (await request.response()).allHeaders();
          if (encoding !== 'br') plain.push(request.url());
        })());
      });
      await open(page, path);
      await Promise.all(sizes);
      assert.ok(sizes.length > 0);
      assert.deepEqual(plain, [], 'every script comes compressed by Brotli');
      assert.ok(bytes <= 150_000, `${bytes} bytes`);
      console.log(`${kind}: ${(bytes / 1000).toFixed(1)} kB of JavaScript in ${sizes.length} files`);
    }));
}
