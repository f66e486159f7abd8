import type { Facets } from '@/api/types';
import type { I18n } from '@/i18n/useI18n';
import { chosen, type Filters, type ListFilter, type Range, range, toggle, withRange } from './urlState';

export function priceName({ t, money, sum, locale }: Pick<I18n, 't' | 'money' | 'sum' | 'locale'>, { from, to }: Range): string {
  const full = (amount: number) => money({ amount, currency: 'UAH' });
  // The bound of a bucket is the last hundredth before the next round sum: said aloud, it is that sum.
  const upper = to === undefined ? undefined : full(to % 100 === 99 ? to + 1 : to);
  if (from === undefined) return t('price.range.below', { to: upper ?? '' });
  if (upper === undefined) return t('price.range.above', { from: full(from) });
  // The sign of the currency is said once: after the sums in Ukrainian, before them in English.
  return locale === 'uk'
    ? t('price.range.between', { from: sum(from), to: upper })
    : t('price.range.between', { from: full(from), to: sum(to === undefined || to % 100 !== 99 ? (to ?? 0) : to + 1) });
}

export function yearName({ t }: I18n, { from, to }: Range): string {
  if (from !== undefined && from % 10 === 0 && to === from + 9) return t('decade.value', { decade: String(from) });
  if (from === undefined) return t('year.range.to', { to: String(to) });
  if (to === undefined) return t('year.range.from', { from: String(from) });
  return t('year.range.between', { from: String(from), to: String(to) });
}

export function valueName(i18n: I18n, key: ListFilter, value: string, facets: Facets | undefined): string {
  if (key === 'genre') return i18n.genre(value);
  if (key === 'lang') return i18n.language(value);
  if (key === 'grade') return i18n.grade(value);
  return i18n.place(facets?.place.find((place) => place.value === value)?.label ?? value);
}

export interface ActiveFilter {
  id: string;
  name: string;
  without: Filters;
}

/** Every filter that is on, in words, with the search as it would be without it. */
export function activeFilters(i18n: I18n, filters: Filters, facets: Facets | undefined): ActiveFilter[] {
  const active: ActiveFilter[] = [];
  if (filters.sale) active.push({ id: 'sale', name: i18n.t('filter.sale'), without: { ...filters, sale: false } });
  if (filters.exchange) active.push({ id: 'exchange', name: i18n.t('filter.exchange'), without: { ...filters, exchange: false } });
  for (const key of ['genre', 'lang', 'grade', 'place'] as const) {
    for (const value of chosen(filters, key)) {
      active.push({ id: `${key} ${value}`, name: valueName(i18n, key, value, facets), without: toggle(filters, key, value) });
    }
  }
  const price = range(filters, 'price');
  if (price.from !== undefined || price.to !== undefined) {
    active.push({ id: 'price', name: priceName(i18n, price), without: withRange(filters, 'price', {}) });
  }
  const year = range(filters, 'year');
  if (year.from !== undefined || year.to !== undefined) {
    active.push({ id: 'year', name: yearName(i18n, year), without: withRange(filters, 'year', {}) });
  }
  return active;
}
