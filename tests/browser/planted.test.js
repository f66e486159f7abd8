// The checks themselves: each finds a fault that was put in on purpose.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { BASE, DESKTOP, PHONE, open, useBrowser, watch, withPage } from './support/browser.js';
import { accessibility, clipped, focused, sideways, smallTargets, targetSizes, themeOf } from './support/checks.js';
import { htmlRules } from './support/html.js';
import { market } from './support/market.js';

useBrowser();
const { pages } = await market();
const everything = [/./];

test('the accessibility check sees a field without a name', () =>
  withPage({}, async (page) => {
    await open(page, pages.about);
    await page.evaluate(() => {
      const input = document.querySelector('header input');
      for (const name of ['aria-label', 'placeholder', 'title']) input.removeAttribute(name);
    });
    assert.match((await accessibility(page)).join(), /label/);
  }));

test('the check of what a finger hits sees two buttons that are small and close', () =>
  withPage({}, async (page) => {
    await page.setContent('<html lang="uk"><body><main><button style="all:unset;width:12px;height:12px">1</button><button style="all:unset;width:12px;height:12px">2</button></main></body></html>');
    assert.match((await targetSizes(page)).join(), /target-size/);
  }));

test('every language is checked in both themes, and so is every width', () => {
  for (const at of [0, 1]) {
    assert.deepEqual(new Set([themeOf(at, 0), themeOf(at, 1)]), new Set(['light', 'dark']));
    assert.deepEqual(new Set([themeOf(0, at), themeOf(1, at)]), new Set(['light', 'dark']));
  }
});

test('the accessibility check sees pale text', () =>
  withPage({}, async (page) => {
    await open(page, pages.about);
    await page.evaluate(() => { document.querySelector('main p').style.color = '#ccc'; });
    assert.match((await accessibility(page)).join(), /color-contrast/);
  }));

test('the width check sees an element that is too wide', () =>
  withPage({}, async (page) => {
    await open(page, pages.about);
    assert.deepEqual(await sideways(page), []);
    await page.evaluate(() => { document.querySelector('main h1').style.width = '1000px'; });
    assert.match((await sideways(page)).join(), /reaches/);
  }));

test('the clipping check sees words that are cut off', () =>
  withPage({}, async (page) => {
    await open(page, pages.about);
    assert.deepEqual(await clipped(page), []);
    await page.evaluate(() => Object.assign(document.querySelector('main h2').style, { width: '40px', overflow: 'hidden', whiteSpace: 'nowrap' }));
    assert.equal((await clipped(page)).length, 1);
  }));

test('the finger check sees a button that is too small', () =>
  withPage({ viewport: PHONE }, async (page) => {
    await open(page, pages.about);
    await page.evaluate(() => Object.assign(document.querySelector('header button').style, { minHeight: '20px', height: '20px' }));
    assert.equal((await smallTargets(page)).length, 1);
  }));

test('the focus check sees a focus that cannot be seen', () =>
  withPage({ viewport: DESKTOP }, async (page) => {
    await open(page, pages.about);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal((await focused(page)).visible, true);
    await page.evaluate(() => document.activeElement.style.setProperty('outline', 'none', 'important'));
    assert.equal((await focused(page)).visible, false);
  }));

const complaints = {
  'an error in the console': [() => console.error('planted'), /console error: planted/],
  'an exception': [() => { setTimeout(() => { throw new Error('planted'); }); }, /exception: planted/],
  'a failed answer': [() => fetch('/api/v1/works/planted').then(() => 0), /answer 4\d\d/],
  'a request to another host': [() => { new Image().src = 'https://elsewhere.example/x.png'; }, /CSP|other host/],
  'a script within the page': [() => { document.head.append(Object.assign(document.createElement('script'), { textContent: '1' })); }, /CSP violation/],
};
for (const [what, [plant, expected]] of Object.entries(complaints)) {
  test(`the watch over a page sees ${what}`, () =>
    withPage({ allow: everything }, async (page) => {
      const seen = await watch(page);
      await open(page, pages.about);
      assert.deepEqual(seen, []);
      await page.evaluate(plant);
      await page.waitForTimeout(300);
      assert.match(seen.join('\n'), expected);
    }));
}

test('a page that complained fails its test', () =>
  assert.rejects(
    withPage({}, async (page) => {
      await open(page, pages.about);
      await page.evaluate(() => console.error('planted'));
    }),
    /complained/,
  ));

test('no name outside of this machine is looked up', () =>
  withPage({ allow: everything }, async (page) => {
    await page.goto(`${BASE}/about`);
    await assert.rejects(page.goto('http://example.com/'), /ERR_NAME_NOT_RESOLVED/);
  }));

test('the HTML check sees a duplicate id and a missing language', async () => {
  const report = await new HtmlValidate(htmlRules).validateString('<!doctype html><html><head><title>x</title></head><body><p id="a"></p><p id="a"></p></body></html>');
  const rules = report.results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
  assert.ok(rules.includes('no-dup-id') && rules.includes('element-required-attributes'), rules.join());
});
