import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { compileMessages } from '../../scripts/messages';
import baseEn from './en.json';
import peopleEn from './people/en.json';
import peopleUk from './people/uk.json';
import privacyEn from './privacy/en.json';
import privacyUk from './privacy/uk.json';
import securityEn from './security/en.json';
import securityUk from './security/uk.json';
import shelfEn from './shelf/en.json';
import shelfUk from './shelf/uk.json';
import base from './uk.json';
import wishesEn from './wishes/en.json';
import wishesUk from './wishes/uk.json';

const uk = { ...base, ...peopleUk, ...securityUk, ...privacyUk, ...shelfUk, ...wishesUk };
const en = { ...baseEn, ...peopleEn, ...securityEn, ...privacyEn, ...shelfEn, ...wishesEn };

const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name ?? ''))].sort();
const intl = (locale: string, messages: object) => createIntl({ locale, messages: messages as Record<string, string> });

describe('the messages of both languages', () => {
  it('have the same keys', () => {
    expect(Object.keys(en)).toEqual(Object.keys(uk));
  });

  it('say nothing twice: what everybody downloads is not what only some do', () => {
    expect(Object.keys(peopleUk).filter((id) => id in base)).toEqual([]);
    expect(Object.keys(shelfUk).filter((id) => id in base || id in peopleUk)).toEqual([]);
    expect(Object.keys(securityUk).filter((id) => id in base || id in peopleUk || id in shelfUk)).toEqual([]);
    expect(Object.keys(privacyUk).filter((id) => id in base || id in peopleUk || id in securityUk)).toEqual([]);
    expect(Object.keys(wishesUk).filter((id) => id in base || id in peopleUk || id in shelfUk)).toEqual([]);
  });

  it('ask for the same values', () => {
    // A plural branch may drop «#»; the named values may not differ.
    const values = (text: string) => placeholders(text.replace(/(zero|one|two|few|many|other|=\d+) \{[^{}]*\}/g, ''));
    const ids = Object.keys(uk) as (keyof typeof uk)[];
    expect(ids.filter((id) => String(values(en[id])) !== String(values(uk[id])))).toEqual([]);
  });
});

describe('Ukrainian messages', () => {
  it('decline the noun after every kind of number', () => {
    const { formatMessage } = intl('uk', uk);
    const say = (n: number) => formatMessage({ id: 'search.count' }, { n }).replaceAll('\u00a0', ' ');
    expect([1, 2, 5, 11, 21, 22, 25, 111, 1001].map(say)).toEqual([
      'Знайшли 1 книжку', 'Знайшли 2 книжки', 'Знайшли 5 книжок', 'Знайшли 11 книжок', 'Знайшли 21 книжку',
      'Знайшли 22 книжки', 'Знайшли 25 книжок', 'Знайшли 111 книжок', 'Знайшли 1 001 книжку',
    ]);
  });

  it('give all four forms wherever they count things', () => {
    const counting = Object.entries(uk).filter(([, text]) => text.includes('plural') && text.includes('one {'));
    const short = counting.filter(([, text]) => !['one {', 'few {', 'many {', 'other {'].every((form) => text.includes(form)));
    expect(short.map(([id]) => id)).toEqual(['filter.more']);
  });

  it('use the letter apostrophe and the angle quotes', () => {
    const texts = Object.values(uk).join('\n');
    expect(texts).not.toMatch(/\p{L}['’`]\p{L}/u);
    expect(texts).not.toMatch(/["“]/);
  });
});

describe('compiled messages', () => {
  it('say the same as the source, but for the spaces that must not break', () => {
    const compiled = intl('uk', compileMessages(JSON.stringify(uk)));
    const source = intl('uk', uk);
    for (const id of ['home.lead', 'copy.count', 'search.rewrite', 'app.name'] as const) {
      const values = { n: 3, books: 3, 'n#': '3', 'books#': '3', understood: 'кобзар' };
      expect(compiled.formatMessage({ id }, values).replaceAll('\u00a0', ' ')).toBe(source.formatMessage({ id }, values).replaceAll('\u00a0', ' '));
    }
  });

  it.each(['{kind, select, other {#}}', '<b>{n}</b>'])('may not hold %s, whose numbers nobody would write', (text) => {
    expect(() => compileMessages(JSON.stringify({ a: text }))).toThrow('No message has');
  });

  it('bind a short word to the next one', () => {
    expect(compileMessages('{"a":"від сусідів і з другого кінця"}')).toEqual({ a: 'від сусідів і\u00a0з\u00a0другого кінця' });
  });
});
