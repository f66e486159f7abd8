// The state of a search lives in the address and nowhere else. Values the server would refuse are dropped here, so
// that an address damaged in a chat still opens.
import type { SearchParams, Sort } from '@/api/types';
import { type Genre, type Grade, isGenre, isGrade } from '@/api/vocabulary';

export interface Filters {
  q: string;
  verbatim: boolean;
  lang: string[];
  genre: Genre[];
  grade: Grade[];
  place: string[];
  /** Hundredths of a hryvnia. */
  priceMin?: number;
  priceMax?: number;
  yearMin?: number;
  yearMax?: number;
  exchange: boolean;
  sale: boolean;
  sort?: Sort;
}

export type ListFilter = 'lang' | 'genre' | 'grade' | 'place';

export const SORTS: readonly Sort[] = ['relevance', 'newest', 'price_asc', 'price_desc', 'year_desc', 'title'];
const LISTS: readonly ListFilter[] = ['genre', 'lang', 'grade', 'place'];

export const noFilters: Filters = {
  q: '', verbatim: false, lang: [], genre: [], grade: [], place: [], exchange: false, sale: false,
};

function number(params: URLSearchParams, key: string): number | undefined {
  const raw = params.get(key);
  return raw !== null && /^\d{1,9}$/.test(raw) ? Number(raw) : undefined;
}

/** Keeps only the members that have a value: an absent filter is absent, not undefined. */
function present<T extends object>(members: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}

export function parseFilters(params: URLSearchParams): Filters {
  const list = (key: string) => [...new Set(params.getAll(key))];
  const sort = SORTS.find((known) => known === params.get('sort'));
  return {
    q: (params.get('q') ?? '').trim(),
    verbatim: params.get('verbatim') === 'true',
    lang: list('lang').filter((tag) => /^[a-z]{2,3}$/.test(tag)),
    genre: list('genre').filter(isGenre),
    grade: list('grade').filter(isGrade),
    place: list('place').filter((code) => /^UA\d{17}$/.test(code)),
    exchange: params.get('exchange') === 'true',
    sale: params.get('sale') === 'true',
    ...present<Pick<Filters, 'priceMin' | 'priceMax' | 'yearMin' | 'yearMax' | 'sort'>>({
      priceMin: number(params, 'price_min'),
      priceMax: number(params, 'price_max'),
      yearMin: number(params, 'year_min'),
      yearMax: number(params, 'year_max'),
      sort,
    }),
  };
}

/** The longest question the server takes, in characters. */
export const MOST_ASKED = 500;

export const isTooLong = ({ q }: Pick<Filters, 'q'>): boolean => q.length > MOST_ASKED && Array.from(q).length > MOST_ASKED;

export function toQuery(filters: Filters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.q) params.set('q', filters.q);
  if (filters.q && filters.verbatim) params.set('verbatim', 'true');
  for (const key of LISTS) for (const value of chosen(filters, key)) params.append(key, value);
  if (filters.priceMin !== undefined) params.set('price_min', String(filters.priceMin));
  if (filters.priceMax !== undefined) params.set('price_max', String(filters.priceMax));
  if (filters.yearMin !== undefined) params.set('year_min', String(filters.yearMin));
  if (filters.yearMax !== undefined) params.set('year_max', String(filters.yearMax));
  if (filters.exchange) params.set('exchange', 'true');
  if (filters.sale) params.set('sale', 'true');
  if (filters.sort && filters.sort !== defaultSort(filters)) params.set('sort', filters.sort);
  return params;
}

/** The address of the results, without the language prefix. */
export function searchPath(filters: Partial<Filters>): string {
  const query = toQuery({ ...noFilters, ...filters }).toString();
  return query ? `/search?${query}` : '/search';
}

export function toApi(filters: Filters): SearchParams {
  return present<SearchParams>({
    q: filters.q || undefined,
    verbatim: (filters.q && filters.verbatim) || undefined,
    lang: filters.lang.length > 0 ? filters.lang : undefined,
    genre: filters.genre.length > 0 ? filters.genre : undefined,
    grade: filters.grade.length > 0 ? filters.grade : undefined,
    place: filters.place.length > 0 ? filters.place : undefined,
    price_min: filters.priceMin,
    price_max: filters.priceMax,
    year_min: filters.yearMin,
    year_max: filters.yearMax,
    exchange: filters.exchange || undefined,
    sale: filters.sale || undefined,
    sort: filters.sort,
    cursor: undefined,
    limit: undefined,
  });
}

export function defaultSort(filters: Pick<Filters, 'q'>): Sort {
  return filters.q ? 'relevance' : 'newest';
}

/** The chosen values of one list, whatever the list. */
export const chosen = (filters: Filters, key: ListFilter): readonly string[] => filters[key];

export function toggle(filters: Filters, key: ListFilter, value: string): Filters {
  const values = chosen(filters, key);
  return { ...filters, [key]: values.includes(value) ? values.filter((other) => other !== value) : [...values, value] };
}

type RangeName = 'price' | 'year';
export interface Range {
  from?: number;
  to?: number;
}

export function range(filters: Filters, name: RangeName): Range {
  const [from, to] = name === 'price' ? [filters.priceMin, filters.priceMax] : [filters.yearMin, filters.yearMax];
  return present<Range>({ from, to });
}

export function withRange(filters: Filters, name: RangeName, { from, to }: Range): Filters {
  const { priceMin, priceMax, yearMin, yearMax, ...rest } = filters;
  const other = name === 'price' ? { yearMin, yearMax } : { priceMin, priceMax };
  const own = name === 'price' ? { priceMin: from, priceMax: to } : { yearMin: from, yearMax: to };
  return { ...rest, ...present<Pick<Filters, 'priceMin' | 'priceMax' | 'yearMin' | 'yearMax'>>({ priceMin: undefined, priceMax: undefined, yearMin: undefined, yearMax: undefined, ...other, ...own }) };
}

/** A price facet «10000-19999» or «50000-» as a range; both bounds belong to it. */
export function priceBucket(value: string): Range {
  const [from, to] = value.split('-');
  return present<Range>({
    from: from && from !== '0' ? Number(from) : undefined,
    to: to ? Number(to) : undefined,
  });
}

export function decadeRange(value: string): Range {
  return { from: Number(value), to: Number(value) + 9 };
}

export const sameRange = (a: Range, b: Range): boolean => a.from === b.from && a.to === b.to;

/** How many filters are on: a range counts once, the query and the order do not count. */
export function countFilters(filters: Filters): number {
  const ranges = [range(filters, 'price'), range(filters, 'year')].filter((r) => r.from !== undefined || r.to !== undefined);
  const lists = LISTS.reduce((sum, key) => sum + filters[key].length, 0);
  return lists + ranges.length + Number(filters.exchange) + Number(filters.sale);
}

export function withoutFilters({ q, verbatim, sort }: Filters): Filters {
  return { ...noFilters, q, verbatim, ...present<Pick<Filters, 'sort'>>({ sort }) };
}
