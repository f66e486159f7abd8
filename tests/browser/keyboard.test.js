// Without a mouse: every control is reached, the focus is always seen, nothing holds it captive.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESKTOP, PHONE, drawn, open, settled, useBrowser, withPage } from './support/browser.js';
import { focused } from './support/checks.js';
import { market } from './support/market.js';

useBrowser();
const { pages } = await market();

const field = (page) => page.getByLabel(/^(Пошук книжок|Search)/).first();

/** Walks with Tab through the page to its end; answers with what was wrong on the way. */
async function walk(page, most = 400) {
  const faults = [];
  // With its suggestions loaded the field does not change under the walker; what happens while they load has a test of its own.
  await field(page).focus();
  await settled(page);
  await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); });
  let steps = 0;
  for (; steps < most; steps++) {
    await page.keyboard.press('Tab');
    await drawn(page);
    let now = await focused(page);
    if (now?.covered) {
      await page.waitForTimeout(200); // the skip link takes its leave
      now = await focused(page);
    }
    if (!now) break;
    if (!now.visible) faults.push(`${now.name}: the focus cannot be seen`);
    if (!now.onScreen) faults.push(`${now.name}: focused outside of the screen`);
    if (now.covered) faults.push(`${now.name}: focused behind something`);
  }
  if (steps === most) faults.push(`after ${most} steps the end is not reached`);
  return { faults: [...new Set(faults)], steps };
}

for (const [kind, path] of Object.entries({ home: pages.home, results: pages.results, work: pages.lone, copy: pages.copy, seller: pages.seller, about: pages.about })) {
  for (const [device, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    test(`Tab leads through the ${kind} page on a ${device} with the focus always in sight`, () =>
      withPage({ viewport, touch: false, reducedMotion: 'reduce' }, async (page) => {
        await open(page, path);
        const { faults, steps } = await walk(page);
        assert.deepEqual(faults, []);
        const controls = await page.locator('a[href]:visible, button:visible, select:visible, input:visible').count();
        assert.ok(steps >= controls * 0.8, `${steps} of ${controls} controls reached`);
      }));
  }
}

test('the first Tab offers to skip to the content', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, pages.results);
    await page.keyboard.press('Tab');
    assert.match((await focused(page)).name, /До головного вмісту/);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert.ok(await page.evaluate(() => document.querySelector('main').contains(document.activeElement)));
  }));

test('a book is found and its copy opened with the keyboard alone', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, '/');
    const until = async (wanted, key = 'Tab') => {
      for (let i = 0; i < 120; i++) {
        await page.keyboard.press(key);
        const now = await focused(page);
        if (now && wanted.test(now.name)) return now;
      }
      throw new Error(`Tab never comes to ${wanted}`);
    };
    await until(/INPUT.*«Пошук книжок»/);
    await page.keyboard.type('кобзар', { delay: 20 });
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search/);
    await settled(page);
    assert.match((await focused(page)).name, /^(H1|MAIN)/, 'the attention follows to the new page');
    await until(/INPUT/);
    await page.keyboard.press('Space');
    await page.waitForURL(/sale=true|exchange=true/);
    await settled(page);
    await until(/^A\..*«Кобзар»/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/works\//);
    await settled(page);
    await until(/^A\..*«Переглянути/);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/copies\//);
  }));

test('the focus is not lost when the suggestions arrive late', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await page.route(/SuggestField[^/]*\.js$/, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 800));
      await route.continue();
    });
    await open(page, pages.about);
    await field(page).focus();
    await page.keyboard.press('Tab');
    assert.match((await focused(page)).name, /Знайти/);
    await settled(page);
    assert.match((await focused(page))?.name ?? 'nothing', /Знайти/);
  }));

test('the sheet of filters takes the focus, keeps it, and gives it back', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await open(page, pages.results);
    const button = page.getByRole('button', { name: /^Фільтри/ });
    await button.focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog');
    await sheet.waitFor();
    await page.waitForTimeout(300);
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate(() => {
        const active = document.activeElement;
        return active === document.body || document.querySelector('[role=dialog]').contains(active) || active.hasAttribute('data-base-ui-focus-guard');
      }), 'the focus stays in the sheet');
    }
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    assert.match((await focused(page)).name, /Фільтри/);
  }));

test('the focus goes on where a control takes itself away', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    const press = async (control) => {
      await control.focus();
      await page.keyboard.press('Enter');
    };
    const at = async (wanted, what) => {
      await settled(page);
      assert.match((await focused(page))?.name ?? 'nothing', wanted, what);
    };
    await open(page, '/search?genre=poetry&exchange=true');
    await press(page.getByRole('button', { name: 'Прибрати фільтр: Поезія' }));
    await page.waitForURL((url) => !url.search.includes('genre'));
    await at(/Прибрати фільтр: Можна обміняти/, 'another filter is left');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search$/);
    await at(/^H1/, 'no filter is left');
    await press(page.getByRole('button', { name: 'Показати ще' }));
    await page.waitForFunction(() => document.querySelectorAll('main article').length === 48);
    const first = await page.locator('main article h3 a').nth(24).textContent();
    await at(new RegExp(`^A.*${first.slice(0, 8).replace(/[^\p{L} ]/gu, '.')}`, 'u'), 'the first of the books that came');

    await open(page, pages.work);
    await press(page.getByRole('button', { name: /^Ще .* видан/ }));
    await at(/^INPUT/, 'the first of the editions that came');
    await page.getByRole('checkbox', { name: /^Порівняти: / }).first().press('Space');
    await page.getByRole('checkbox', { name: /^Порівняти: / }).nth(1).press('Space');
    await press(page.getByRole('button', { name: 'Поставити поруч' }));
    await at(/^H3/, 'side by side');
    await press(page.getByRole('button', { name: 'Закрити порівняння' }));
    await at(/^INPUT.*Порівняти: /, 'the copy that was chosen first');
  }));

/** Answers to other searches come only after `arrive()`. */
async function slowSearch(page) {
  let arrive;
  const slow = new Promise((resolve) => { arrive = resolve; });
  await page.route('**/api/v1/search**', async (route) => {
    await slow;
    await route.continue();
  });
  return arrive;
}

for (const [device, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
  test(`who takes the last filter off an empty result on a ${device} stays in the page, and is told nothing false meanwhile`, () =>
    withPage({ viewport }, async (page) => {
      await open(page, '/search?genre=poetry&price_max=1');
      await page.getByRole('button', { name: /^Прибрати фільтр: Поезія/ }).press('Enter');
      await page.waitForURL((url) => !url.search.includes('genre'));
      await settled(page);
      const arrive = await slowSearch(page);
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search$/);
      await page.getByRole('button', { name: /^Прибрати фільтр/ }).waitFor({ state: 'detached' });
      assert.match((await focused(page))?.name ?? 'nothing', /^H1/, 'while the answer is awaited');
      assert.equal(await page.getByText(/Такої книжки|За запитом|З такими фільтрами/).count(), 0);
      arrive();
      await page.locator('main article').first().waitFor();
      assert.match((await focused(page))?.name ?? 'nothing', /^H1/);
    }));
}

for (const [how, filter] of [['of the exchange', 'exchange=true'], ['of a genre', 'genre=poetry']]) {
  test(`who takes the last filter, ${how}, off an empty result in the panel stays at its tick, and so does the panel`, () =>
    withPage({ viewport: DESKTOP }, async (page) => {
      await open(page, `${pages.empty}&${filter}`);
      const panel = page.getByRole('complementary', { name: 'Фільтри' });
      await panel.getByRole('checkbox', { checked: true }).press('Space');
      await page.waitForURL((url) => !url.search.includes(filter));
      await page.getByText('Такої книжки на полицях поки немає').waitFor();
      await settled(page);
      assert.ok(await panel.isVisible());
      assert.match((await focused(page))?.name ?? 'nothing', /^INPUT/);
    }));

  test(`who takes the last filter, ${how}, off an empty result in the sheet stays in the sheet`, () =>
    withPage({ viewport: PHONE }, async (page) => {
      await open(page, `${pages.empty}&${filter}`);
      await page.getByRole('button', { name: /^Фільтри/ }).click();
      const sheet = page.getByRole('dialog');
      await sheet.waitFor();
      await sheet.getByRole('checkbox', { checked: true }).press('Space');
      await page.waitForURL((url) => !url.search.includes(filter));
      await page.getByText('Такої книжки на полицях поки немає').waitFor({ state: 'attached' });
      await settled(page);
      assert.ok(await sheet.isVisible());
      assert.ok(await sheet.evaluate((element) => element.contains(document.activeElement) && document.activeElement.matches('input')));
      await page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'detached' });
      assert.match((await focused(page))?.name ?? 'nothing', /Фільтри/);
    }));
}

test('a value that nothing matches any more keeps its tick, and the focus, once it was unticked', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, '/search?q=' + encodeURIComponent('кобзар') + '&genre=cooking');
    const panel = page.getByRole('complementary', { name: 'Фільтри' });
    await panel.getByRole('checkbox', { name: /Кулінарія/ }).press('Space');
    await page.waitForURL((url) => !url.search.includes('genre'));
    await page.locator('main article').first().waitFor();
    await settled(page);
    assert.match((await focused(page))?.name ?? 'nothing', /^INPUT/);
  }));

for (const [link, path] of [
  ['Прибрати всі фільтри', '/search?genre=poetry&price_max=1'],
  ['Переглянути всі полиці', pages.empty],
  ['Шукати саме', '/search?q=' + encodeURIComponent('кобзра')],
]) {
  test(`the link «${link}», gone once it is followed, leaves the focus on the heading`, () =>
    withPage({ viewport: DESKTOP }, async (page) => {
      await open(page, path);
      const chosen = page.getByRole('main').getByRole('link', { name: link });
      await chosen.press('Enter');
      await chosen.waitFor({ state: 'detached' });
      await settled(page);
      assert.match((await focused(page))?.name ?? 'nothing', /^H1/);
    }));
}

test('who goes back after a failed «show more» is not taken into the list', () =>
  withPage({ viewport: DESKTOP, allow: [/503/] }, async (page) => {
    await open(page, '/search');
    await page.getByRole('button', { name: 'Показати ще' }).click();
    await page.waitForFunction(() => document.querySelectorAll('main article').length === 48);
    await page.getByRole('complementary', { name: 'Фільтри' }).getByRole('checkbox').first().press('Space');
    await page.waitForFunction(() => location.search !== '' && document.querySelectorAll('main article').length === 24);
    await settled(page);
    await page.route('**/api/v1/search**', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{}' }));
    await page.getByRole('button', { name: 'Показати ще' }).press('Enter');
    await page.getByRole('alert').waitFor();
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll('main article').length === 48);
    await drawn(page);
    assert.doesNotMatch((await focused(page))?.name ?? 'nothing', /^A/);
  }));

test('the heading of the next page takes the focus, also when its book arrives late', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, pages.shelf);
    let arrive;
    const slow = new Promise((resolve) => { arrive = resolve; });
    await page.route('**/api/v1/works/**', async (route) => {
      await slow;
      await route.continue();
    });
    await page.locator('main article h3 a').first().press('Enter');
    await page.waitForURL(/\/works\//);
    await page.evaluate(() => { // the same page at another address; a fragment would move the focus by itself
      history.pushState(history.state, '', '?from=shelf');
      dispatchEvent(new PopStateEvent('popstate', { state: history.state }));
    });
    await drawn(page);
    arrive();
    await page.locator('#copies').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'H1');
  }));

for (const [kind, path] of [['results', '/search'], ['author', pages.author], ['home', '/']]) {
  test(`«back» to the ${kind} page returns to the book that was opened`, () =>
    withPage({ viewport: DESKTOP }, async (page) => {
      await open(page, path);
      const links = page.locator('main article h3 a');
      if (path === '/search') {
        await page.getByRole('button', { name: 'Показати ще' }).click();
        await page.waitForFunction(() => document.querySelectorAll('main article').length === 48);
      }
      const link = links.nth(path === '/search' ? 40 : Math.min(5, (await links.count()) - 1));
      const address = await link.getAttribute('href');
      for (const how of ['click', 'press']) {
        await (how === 'click' ? link.click() : link.press('Enter'));
        await page.waitForURL(new RegExp(`${address}$`));
        await settled(page);
        await page.goBack();
        await settled(page);
        assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), address, how);
      }
      await page.keyboard.press('Tab');
      assert.match((await focused(page))?.name ?? 'nothing', /^(A|BUTTON)/, 'and goes on from there');
    }));
}

test('«back» to results that are asked for anew returns to the book once it is there', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, '/about');
    await page.goto(pages.shelf);
    await settled(page);
    const link = page.locator('main article h3 a').nth(3);
    const address = await link.getAttribute('href');
    await link.click();
    await page.waitForURL(new RegExp(`${address}$`));
    await page.goBack();
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), address);
  }));
