import { describe, expect, it } from 'vitest';
import type { Copy, Edition } from '@/api/types';
import type { Grade } from '@/api/vocabulary';
import { bylineOf } from '@/components/byline';
import { sortCopies } from './copyOrder';
import { editionName } from './editionName';

const copy = (id: string, grade: Grade, amount?: number): Copy => ({
  id, grade, work_id: 'w', edition_id: 'e', exchange: amount === undefined, photos: [], status: 'available', listed_at: '2026-01-01T00:00:00.000Z',
  place: { code: 'UA1', name: 'Львів', region: 'Львівська область' }, seller: { id: 's', name: 'Олеся' },
  ...(amount !== undefined && { price: { amount, currency: 'UAH' } }),
});
const ids = (copies: Copy[]) => copies.map(({ id }) => id).join('');

describe('copies', () => {
  const copies = [copy('a', 'worn', 5_000), copy('b', 'like_new'), copy('c', 'good', 9_000), copy('d', 'very_good', 5_000)];

  it('stand cheapest first, the better state before the worse at one price, exchange last', () => {
    expect(ids(sortCopies(copies, 'price'))).toBe('dacb');
  });

  it('stand best first when ordered by state', () => {
    expect(ids(sortCopies(copies, 'grade'))).toBe('bdca');
  });

  it('are not moved in the list that was given', () => {
    sortCopies(copies, 'price');
    expect(ids(copies)).toBe('abcd');
  });
});

describe('an edition', () => {
  const words = { t: (id: string) => id };
  const edition: Edition = { id: 'e', title: 'Місто', authors: [] };

  it('is called by its publisher and year, or by what is known of them', () => {
    expect(editionName({ ...edition, publisher: 'Фоліо', place: 'Харків', year: 2017 }, words)).toBe('Фоліо, 2017');
    expect(editionName({ ...edition, place: 'Харків' }, words)).toBe('Харків, year.unknown');
    expect(editionName(edition, words)).toBe('work.edition.unnamed');
  });
});

describe('the line under a title', () => {
  it('names at most two authors', () => {
    const authors = ['А', 'Б', 'В'].map((name) => ({ name }));
    expect(bylineOf({ authors, year: '1991' })).toBe('А, Б…, 1991');
    expect(bylineOf({ authors: authors.slice(0, 1), volume: 'т. 1', year: '1991' })).toBe('А, т.\u00a01, 1991');
    expect(bylineOf({ authors: [] })).toBe('');
  });
});
