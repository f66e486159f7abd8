// Prepares dist for the server. dist/frames.json holds per language what the application's own components draw of every
// page, and all words, so that both sides speak with one voice. dist/index.html gets {{…}} where the server fills it.
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'vite';
import { bindShortWords } from './messages.ts';

type Locale = 'uk' | 'en';
type Words = Record<string, string>;
interface Served {
  frames: (locale: Locale, messages: Words) => Words;
}

/** `language.uk`: the names of all languages with a two-letter code, for which the server has no library. */
function languageNames(locale: Locale): Words {
  const names = new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' });
  const letters = Array.from('abcdefghijklmnopqrstuvwxyz');
  const tags = letters.flatMap((first) => letters.map((second) => first + second));
  return Object.fromEntries(tags.flatMap((tag) => {
    const name = names.of(tag);
    return name ? [[`language.${tag}`, name.charAt(0).toLocaleUpperCase(locale) + name.slice(1)]] : [];
  }));
}

/** `date.1` to `date.12`: a date of that month, with {day} and {year}. */
function dates(locale: Locale): Words {
  const format = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  return Object.fromEntries(Array.from({ length: 12 }, (_, month) => {
    const text = format.formatToParts(Date.UTC(2000, month, 22)).map(({ type, value }) => (type === 'day' || type === 'year' ? `{${type}}` : value));
    return [`date.${String(month + 1)}`, text.join('')];
  }));
}

const dist = new URL('../dist/', import.meta.url);
let html = await readFile(new URL('index.html', dist), 'utf8');

/** Replaces the first occurrence, which must be there, and gives it back. */
function replace(pattern: RegExp, instead: string): string {
  const [found] = pattern.exec(html) ?? [];
  if (found === undefined) throw new Error(`${String(pattern)} is not in index.html`);
  html = html.replace(pattern, instead);
  return found;
}

/** Takes the preloaded fonts of one language out of the page: a reader of English needs no Cyrillic first. */
function fontsFor(locale: Locale): string {
  const links = html.match(new RegExp(`<link [^>]*data-for="${locale}"[^>]*>`, 'g')) ?? [];
  return links.map((link) => link.replace(/ data-for="\w+"/, '')).join('\n    ');
}

const entries = (texts: Words) => Object.entries(texts).map(([name, text]) => ({ name, text }));

const vite = await createServer({ mode: 'production', appType: 'custom', server: { middlewareMode: true, ws: false }, logLevel: 'error', optimizeDeps: { noDiscovery: true } });
try {
  const { frames } = (await vite.ssrLoadModule('/src/served/frames.tsx')) as Served;
  const languages = await Promise.all((['uk', 'en'] as const).map(async (locale) => {
    const source = JSON.parse(await readFile(new URL(`../src/i18n/${locale}.json`, import.meta.url), 'utf8')) as Words;
    const words = Object.fromEntries(Object.entries(source).map(([id, text]) => [id, bindShortWords(text)]));
    const drawn = { fonts: fontsFor(locale), ...frames(locale, words) };
    return { language: locale, words: entries({ ...words, ...languageNames(locale), ...dates(locale) }), drawn: entries(drawn) };
  }));
  await writeFile(new URL('frames.json', dist), JSON.stringify({ languages }));
  replace(/lang="uk"/, 'lang="{{lang}}" data-demo="{{demo}}"');
  // The page is complete without its scripts: they come after all that it is painted with, beginning with the style.
  const style = replace(/<link rel="stylesheet"[^>]*>/, '');
  const theme = replace(/<script src=[^>]*><\/script>/, '');
  replace(/<!--head-->/, `${style}\n    ${theme}\n    {{head}}\n    {{fonts}}`);
  html = html.replaceAll(/\s*<link rel="(modulepreload"|preload" as="font") [^>]*>/g, '');
  replace(/<script type="module"/, '<script type="module" fetchpriority="low"');
  replace(/<!--page-->/, '{{page}}');
  await writeFile(new URL('index.html', dist), html);
} finally {
  await vite.close();
}
