import { describe, expect, it } from 'vitest';
import {
  countFilters, decadeRange, type Filters, noFilters, parseFilters, priceBucket, range, searchPath, toApi, toggle, toQuery, withoutFilters, withRange,
} from './urlState';

const full: Filters = {
  q: 'лісова пісня', verbatim: true, lang: ['uk'], genre: ['poetry', 'prose'], grade: ['good'], place: ['UA46060250010015970'],
  priceMin: 10_000, priceMax: 19_999, yearMin: 1990, yearMax: 1999, exchange: true, sale: true, sort: 'price_asc',
};

describe('the address of a search', () => {
  it('keeps every filter', () => {
    expect(parseFilters(toQuery(full))).toEqual(full);
  });

  it('is short when nothing is chosen', () => {
    expect(searchPath({})).toBe('/search');
    expect(searchPath({ q: 'місто' })).toBe('/search?q=%D0%BC%D1%96%D1%81%D1%82%D0%BE');
  });

  it('leaves out the order that would be used anyway', () => {
    expect(searchPath({ q: 'a', sort: 'relevance' })).toBe('/search?q=a');
    expect(searchPath({ sort: 'newest' })).toBe('/search');
    expect(searchPath({ sort: 'relevance' })).toBe('/search?sort=relevance');
  });

  it('drops values that make no sense instead of failing', () => {
    const broken = new URLSearchParams('price_min=-5&price_max=abc&year_min=1e9&sort=best&exchange=maybe&genre=a b&genre=prose&genre=prose&grade=perfect&lang=Ukrainian&place=Lviv');
    expect(parseFilters(broken)).toEqual({ ...noFilters, genre: ['prose'] });
  });

  it('insists on the letter of the query only when there is a query', () => {
    expect(searchPath({ verbatim: true })).toBe('/search');
  });
});

describe('the question to the server', () => {
  it('carries only what was chosen', () => {
    expect(toApi(noFilters)).toEqual({});
    expect(toApi({ ...noFilters, genre: ['prose'], sale: true })).toEqual({ genre: ['prose'], sale: true });
  });

  it('names the bounds as the contract does', () => {
    expect(toApi(full)).toEqual({
      q: 'лісова пісня', verbatim: true, lang: ['uk'], genre: ['poetry', 'prose'], grade: ['good'], place: ['UA46060250010015970'],
      price_min: 10_000, price_max: 19_999, year_min: 1990, year_max: 1999, exchange: true, sale: true, sort: 'price_asc',
    });
  });
});

describe('filters', () => {
  it('are added and taken off by the same hand', () => {
    const once = toggle(noFilters, 'genre', 'poetry');
    expect(once.genre).toEqual(['poetry']);
    expect(toggle(once, 'genre', 'poetry')).toEqual(noFilters);
  });

  it('change one range without touching the other', () => {
    const changed = withRange(full, 'price', { to: 5_000 });
    expect(range(changed, 'price')).toEqual({ to: 5_000 });
    expect(range(changed, 'year')).toEqual({ from: 1990, to: 1999 });
    expect(withRange(withRange(noFilters, 'year', decadeRange('1990')), 'year', {})).toEqual(noFilters);
  });

  it('are counted, a range once, the query and the order not', () => {
    expect(countFilters(noFilters)).toBe(0);
    expect(countFilters({ ...noFilters, q: 'a', sort: 'title' })).toBe(0);
    expect(countFilters(full)).toBe(9);
  });

  it('can all be taken off, leaving the query', () => {
    expect(withoutFilters(full)).toEqual({ ...noFilters, q: full.q, verbatim: true, sort: 'price_asc' });
  });
});

describe('a price bucket', () => {
  it('holds both its bounds, and is open where the facet is', () => {
    expect(priceBucket('0-9999')).toEqual({ to: 9_999 });
    expect(priceBucket('10000-19999')).toEqual({ from: 10_000, to: 19_999 });
    expect(priceBucket('50000-')).toEqual({ from: 50_000 });
  });
});
