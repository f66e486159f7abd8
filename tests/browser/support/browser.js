// One Chromium per test file; every page is watched for what must never happen on any page.
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

export const BASE = process.env.MARKET_URL ?? 'http://127.0.0.1:8080';
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell';
const CAMERA = process.env.CHROMIUM_WITH_CAMERA ?? '/usr/bin/chromium';
export const FLAGS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
  // Nothing but this machine can be reached, whatever a page asks for.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

export const PHONE = { width: 390, height: 844 };
export const TABLET = { width: 820, height: 1180 };
export const DESKTOP = { width: 1440, height: 900 };

let browser;

/** Starts and stops the browser of a test file. `film`: what its camera sees; the lighter browser has no camera. */
export function useBrowser({ film } = {}) {
  const seen = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`];
  before(async () => {
    browser = await chromium.launch({ executablePath: film ? CAMERA : CHROMIUM, args: [...FLAGS, ...(film ? seen : [])] });
  });
  after(() => browser.close());
}

/**
 * Runs `steps(page, watch)` in a fresh context and then demands that the page was clean: no error in the console, no
 * failed request, no other host asked, no breach of the content security policy. `allow` names by regular expression
 * the complaints that the test provokes itself.
 */
export async function withPage(options, steps) {
  const { viewport = PHONE, dark = false, touch = viewport.width < 820, allow = [], reducedMotion = 'no-preference', ...rest } = options;
  const context = await browser.newContext({
    baseURL: BASE, viewport, hasTouch: touch, isMobile: touch, deviceScaleFactor: 1, locale: 'uk-UA', timezoneId: 'Europe/Kyiv',
    colorScheme: dark ? 'dark' : 'light', reducedMotion, ...rest,
  });
  context.setDefaultTimeout(10_000);
  try {
    const page = await context.newPage();
    const complaints = await watch(page);
    const result = await steps(page, complaints);
    await page.evaluate(() => 0).catch(() => undefined);
    const left = complaints.filter((complaint) => !allow.some((known) => known.test(complaint)));
    assert.deepEqual(left, [], `the page complained at ${page.url()}`);
    return result;
  } finally {
    await context.close();
  }
}

// Requests of a page by address, with the time they began.
const underWay = new WeakMap();
// Chromium does not report the end of a request by which it renews a stale answer in the background.
const PATIENCE = 3000;

/** Complaints of a page as lines of text, filled while it lives. */
export async function watch(page) {
  const complaints = [];
  const requests = new Map();
  underWay.set(page, requests);
  page.on('request', (request) => requests.set(request.url(), Date.now()));
  for (const end of ['requestfinished', 'requestfailed']) page.on(end, (request) => requests.delete(request.url()));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (['http:', 'https:', 'ws:', 'wss:'].includes(url.protocol) && url.origin !== BASE) complaints.push(`other host: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // A page that is left, or a suggestion overtaken by the next letter, gives its requests up.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`answer ${response.status()}: ${response.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`CSP violation: ${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  return complaints;
}

/** Opens an address and waits until the page is complete. */
export async function open(page, path) {
  await page.goto(path);
  await settled(page);
}

/** A change of window or theme has been drawn, and all that moves briefly has arrived where it was going. */
export const drawn = (page) =>
  page.evaluate(async () => {
    const frame = () => new Promise((resolve) => { requestAnimationFrame(resolve); });
    await frame();
    await frame();
    const moving = () => document.getAnimations().some(({ effect, playState }) => playState === 'running' && effect.getComputedTiming().iterations !== Infinity);
    for (let i = 0; i < 120 && moving(); i++) await frame();
  });

/** The page has its heading, and for a quarter of a second it neither computed nor asked for anything. */
export async function settled(page) {
  await page.locator('main h1').first().waitFor();
  const deadline = Date.now() + 30_000;
  for (let calm = 0; calm < 5; ) {
    const waiting = [...underWay.get(page)].filter(([, since]) => Date.now() - since < PATIENCE).map(([url]) => url);
    if (Date.now() > deadline) throw new Error(`${page.url()} does not come to rest: ${waiting}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await page.evaluate(() => new Promise((resolve) => { requestIdleCallback(resolve, { timeout: 1000 }); }));
    calm = waiting.length === 0 ? calm + 1 : 0;
  }
  await page.evaluate(() => document.fonts.ready.then(() => 0));
}
