// What a reader sees when things go wrong or take long.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, open, settled, useBrowser, withPage } from './support/browser.js';
import { market } from './support/market.js';

useBrowser();
const { pages, work } = await market();

const unavailable = (route) =>
  route.fulfill({
    status: 503, contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'about:blank', title: 'Service Unavailable', status: 503, code: 'overloaded', detail: 'busy', trace_id: 'abc123' }),
  });

for (const [kind, path] of Object.entries({ results: pages.results, work: pages.work, copy: pages.copy, author: pages.author, seller: pages.seller })) {
  test(`when the server is overloaded the ${kind} page says so, shows the code, and opens by «retry»`, () =>
    withPage({ viewport: PHONE, allow: [/503/] }, async (page) => {
      await page.route('**/api/v1/**', unavailable);
      await page.goto(path);
      const retry = page.getByRole('button', { name: 'Спробувати ще раз' });
      await retry.waitFor();
      const said = (await page.locator('main').textContent()).replace(/\s+/g, ' ');
      assert.match(said, /У нас щось зламалося/);
      assert.match(said, /overloaded.*abc123/);
      await page.unroute('**/api/v1/**');
      await retry.click();
      await page.locator('main').getByText(/щось зламалося/).waitFor({ state: 'detached' });
      await settled(page);
      assert.ok(await page.locator('main h1').isVisible());
    }));
}

for (const [kind, path] of Object.entries({ home: '/', results: pages.results, work: pages.work })) {
  test(`when the server has died the ${kind} page says that it does not answer, without a code that is none`, () =>
    withPage({ viewport: PHONE, allow: [/ERR_CONNECTION_REFUSED/] }, async (page) => {
      await page.route('**/api/v1/**', (route) => route.abort('connectionrefused'));
      await page.goto(path);
      await page.locator('main').getByText('Сервер не відповідає').waitFor();
      const said = await page.locator('body').innerText();
      assert.doesNotMatch(said, /TypeError|NoAnswer|Код/);
      assert.equal(await page.locator('main h1').count(), 1);
      await page.unroute('**/api/v1/**');
      await page.locator('main').getByRole('button', { name: 'Спробувати ще раз' }).first().click();
      await page.getByText('Сервер не відповідає').waitFor({ state: 'detached' });
    }));
}

test('a town whose books could not be asked for is not called empty', () =>
  withPage({ viewport: PHONE, allow: [/ERR_CONNECTION_REFUSED/] }, async (page) => {
    await open(page, '/');
    await page.route('**/api/v1/search**', (route) => route.abort('connectionrefused'));
    await page.locator('section[aria-labelledby=near] button').first().click();
    await page.locator('section[aria-labelledby=near]').getByText('Сервер не відповідає').waitFor();
  }));

test('when only suggestions fail, the search still works', () =>
  withPage({ viewport: DESKTOP, allow: [/503/] }, async (page) => {
    await page.route('**/api/v1/suggest**', unavailable);
    await open(page, '/');
    await page.getByLabel('Пошук книжок').click();
    await page.getByLabel('Пошук книжок').pressSequentially('кобзар', { delay: 20 });
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search/);
    await settled(page);
    assert.ok((await page.locator('main article').count()) > 0);
  }));

test('a failed «show more» keeps the books that are there', () =>
  withPage({ viewport: PHONE, allow: [/503/] }, async (page) => {
    await open(page, '/search');
    await page.route('**/api/v1/search**', unavailable);
    await page.getByRole('button', { name: 'Показати ще' }).click();
    await page.getByRole('alert').waitFor();
    assert.equal(await page.locator('main article').count(), 24);
    await page.unroute('**/api/v1/search**');
    await page.getByRole('button', { name: 'Показати ще' }).click();
    await page.waitForFunction(() => document.querySelectorAll('main article').length === 48);
  }));

test('without a network the page keeps what it has, says so, and goes on when the network is back', () =>
  withPage({ viewport: PHONE, allow: [/ERR_INTERNET_DISCONNECTED/, /Failed to fetch dynamically imported module/] }, async (page) => {
    await open(page, pages.results);
    await page.context().setOffline(true);
    await page.getByText('Немає звʼязку. Показуємо те, що ви вже відкривали.').waitFor();
    assert.equal(await page.locator('main article').count(), 24, 'the results stay');
    await page.locator('main article a').first().click();
    await page.waitForURL(/\/works\//);
    await page.locator('main').getByText('Немає звʼязку').waitFor();
    await page.context().setOffline(false);
    await page.locator('#copies').waitFor();
    await settled(page);
    assert.equal(await page.getByText('Немає звʼязку').count(), 0);
  }));

for (const [kind, path] of Object.entries({ home: '/', results: pages.results, work: pages.lone, copy: pages.copy, author: pages.author, seller: pages.seller })) {
  for (const viewport of [PHONE, DESKTOP]) {
    test(`on a slow network the ${kind} page, come to from another, shows its shape at ${viewport.width} px and does not jump when the books arrive`, () =>
      withPage({ viewport }, async (page) => {
        await page.addInitScript(() => {
          window.jumps = [];
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.jumps.push([entry.value, entry.sources.map(({ node }) => node?.className ?? node?.nodeName)]);
          }).observe({ type: 'layout-shift', buffered: true });
        });
        await open(page, '/about');
        let arrive;
        const slow = new Promise((resolve) => { arrive = resolve; });
        await page.route('**/api/v1/**', async (route) => {
          await slow;
          await route.continue();
        });
        await page.evaluate((to) => {
          history.pushState(null, '', to);
          dispatchEvent(new PopStateEvent('popstate'));
        }, path);
        await page.getByText('Завантажуємо…').first().waitFor({ state: 'attached' });
        const shapes = page.locator('main [aria-hidden=true] > [class*=cover], main [class*=cover][aria-hidden=true]');
        await shapes.first().waitFor();
        const { width, height } = await shapes.first().boundingBox();
        assert.ok(Math.abs(height / width - 10 / 7) < 0.03, `the grey cover is ${width}×${height}`);
        arrive();
        await page.getByText('Завантажуємо…').first().waitFor({ state: 'detached' });
        await settled(page);
        const jumps = await page.evaluate(() => window.jumps);
        const sum = jumps.reduce((total, [value]) => total + value, 0);
        assert.ok(sum < 0.1, `layout shift ${sum.toFixed(3)}: ${JSON.stringify(jumps)}`);
      }));
  }
}

test('under reduced motion nothing moves', () =>
  withPage({ viewport: PHONE, reducedMotion: 'reduce' }, async (page) => {
    const long = () => page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => [null, '::before', '::after'].map((pseudo) => getComputedStyle(element, pseudo)))
        .filter((style) => [...style.transitionDuration.split(','), ...style.animationDuration.split(',')].some((text) => parseFloat(text) > 0.01)).length);
    for (const path of [pages.home, pages.results, pages.work]) {
      await open(page, path);
      assert.equal(await long(), 0, path);
    }
    await page.goto(pages.results);
    await settled(page);
    await page.getByRole('button', { name: /^Фільтри/ }).click();
    await page.getByRole('dialog').waitFor();
    assert.equal(await long(), 0, 'sheet');
  }));

test('motion is there for those who did not ask for stillness', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await open(page, pages.home);
    assert.ok(await page.evaluate(() => [...document.querySelectorAll('*')].some((element) => parseFloat(getComputedStyle(element).transitionDuration) > 0.05)));
  }));

test('an address damaged on its way still opens', () =>
  withPage({ viewport: PHONE }, async (page) => {
    for (const path of ['/search?genre=nonsense&price_min=abc&sort=up&lang=%3Cb%3E', '/search?q=%F0%9F%93%9A', `/works/${work.id}?utm_source=x#copies`]) {
      await page.goto(path);
      await settled(page);
      assert.ok(await page.locator('main h1').isVisible(), path);
    }
  }));
