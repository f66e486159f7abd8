import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, NoAnswer } from '@/api/client';
import type { Copy, Wish } from '@/api/types';
import { tableOf } from './goodreads';
import { forgetWish, keepWish, keptWish } from './kept';
import { importProblem, words } from './problems';
import { againOf, anyCopy, bodyOf, cheapest, termsOf } from './terms';

const UAH = (amount: number) => ({ amount, currency: 'UAH' });
const t = ((id: string) => id) as never;
const refusal = (status: number, code: string) => new ApiError(new Response(null, { status }), { code });

describe('a wish', () => {
  it('is for any edition of a work, in any state and at any price, unless one says otherwise', () => {
    expect(bodyOf(anyCopy('work'), 'w', 'e')).toEqual({ work_id: 'w', exchange: true });
  });

  it('is for one edition alone, so good or better, up to a price', () => {
    expect(bodyOf({ target: 'edition', worst_grade: 'good', price_max: '99,5', exchange: false }, 'w', 'e'))
      .toEqual({ edition_id: 'e', worst_grade: 'good', price_max: UAH(9950), exchange: false });
  });

  it('is for the work when no edition is looked at any more', () => {
    expect(bodyOf(anyCopy('edition'), 'w', undefined)).toEqual({ work_id: 'w', exchange: true });
  });

  it('comes back into its form, and onto the list, as it was', () => {
    const wish = { id: 'i', work_id: 'w', edition: { id: 'e' }, worst_grade: 'good', price_max: UAH(15050), exchange: false } as Wish;
    expect(termsOf(wish)).toEqual({ target: 'edition', worst_grade: 'good', price_max: '150,50', exchange: false });
    expect(againOf(wish)).toEqual({ edition_id: 'e', worst_grade: 'good', price_max: UAH(15050), exchange: false });
  });
});

describe('the cheapest copy that fits', () => {
  const copy = (edition_id: string, grade: string, amount: number | undefined, status = 'available') =>
    ({ edition_id, grade, status, ...(amount !== undefined && { price: UAH(amount) }) }) as Copy;
  const copies = [copy('a', 'worn', 5000), copy('b', 'good', 9000), copy('a', 'very_good', 12000), copy('a', 'like_new', undefined), copy('a', 'like_new', 100, 'reserved')];
  const wish = (terms: Partial<Wish>) => ({ exchange: true, ...terms });

  it.each([
    ['any', {}, 5000],
    ['a good one or better', { worst_grade: 'good' as const }, 9000],
    ['of one edition', { worst_grade: 'good' as const, edition: { id: 'a' } as Wish['edition'] }, 12000],
    ['up to a price', { worst_grade: 'very_good' as const, price_max: UAH(12000) }, 12000],
  ])('is found: %s', (_, terms, amount) => {
    expect(cheapest({ copies }, wish(terms as Partial<Wish>))).toEqual(UAH(amount));
  });

  it('is none where all cost more, or have no price', () => {
    expect(cheapest({ copies }, wish({ price_max: UAH(4999) }))).toBeUndefined();
    expect(cheapest({ copies: [copy('a', 'good', undefined)] }, wish({}))).toBeUndefined();
  });
});

describe('a wish that was made before signing in', () => {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => { stored.set(key, value); },
    removeItem: (key: string) => { stored.delete(key); },
  });
  afterEach(() => { stored.clear(); });
  const terms = anyCopy('edition');

  it('is there for its book alone, until it is forgotten', () => {
    keepWish({ work: 'w', edition: 'e', terms });
    expect(keptWish('w')).toMatchObject({ work: 'w', edition: 'e', terms });
    expect(keptWish('other')).toBeUndefined();
    forgetWish();
    expect(keptWish('w')).toBeUndefined();
  });

  it('is not made for somebody who signs in days later', () => {
    keepWish({ work: 'w', terms }, 0);
    expect(keptWish('w', 86_399_999)).toBeDefined();
    expect(keptWish('w', 86_400_000)).toBeUndefined();
  });

  it('is none where the storage holds something else', () => {
    stored.set('bookmarket:wish', '{');
    expect(keptWish('w')).toBeUndefined();
  });
});

describe('the list of books that were not found', () => {
  it('is a table that keeps commas and quotes, and starts no formula', () => {
    const items = [{ line: 2, title: 'Місто, «роман»', author: 'В. "П"', copies: 0 }, { line: 3, title: '=HYPERLINK(1)', isbn13: '9786177409402', copies: 1 }];
    expect(tableOf({ total: 2, items })).toBe('\ufeff"Title","Author","ISBN13"\r\n"Місто, «роман»","В. ""П""",""\r\n"\'=HYPERLINK(1)","","9786177409402"\r\n');
  });
});

describe('refusals', () => {
  it('of a wish are said in words of their own', () => {
    expect(words.all(t, refusal(409, 'too_many_wishes'))).toBe('problem.too_many_wishes');
    expect(words.field(t, 'price_max', 'out_of_range')).toBe('wish.price.range');
  });

  it.each([
    [refusal(409, 'import_not_goodreads'), 'import.problem.import_not_goodreads'],
    [refusal(409, 'import_duplicate_column'), 'import.problem.import_file_unreadable'],
    [refusal(403, 'url_expired'), 'import.problem.upload'],
    [refusal(503, 'unavailable'), 'problem.noAnswer'],
  ])('of a library: %s', (error, id) => {
    expect(importProblem(t, error)).toBe(id);
  });

  it('of a library tell a broken connection', () => {
    vi.stubGlobal('navigator', { onLine: true });
    expect(importProblem(t, new NoAnswer('no answer'))).toBe('problem.noAnswer');
  });
});
