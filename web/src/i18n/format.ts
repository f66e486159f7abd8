import type { IntlShape } from 'react-intl';
import type { Money } from '@/api/types';
import type { Locale } from './locale';

// A formatter takes far longer to make than to use, and a page of cards has dozens of prices.
const made = new Map<string, unknown>();
function kept<T>(key: string, make: () => T): T {
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
}

/** `amount` counts hundredths of the currency. Whole sums are shown without the hundredths. */
export function formatMoney(locale: Locale, { amount, currency }: Money): string {
  const digits = amount % 100 === 0 ? 0 : 2;
  const format = kept(`money ${locale} ${currency} ${String(digits)}`, () => new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: true,
  }));
  return format.format(amount / 100);
}

/** The name of a language in the language of the page; an unknown tag is shown as it is. */
export function languageName(locale: Locale, tag: string): string {
  try {
    const names = kept(`language ${locale}`, () => new Intl.DisplayNames([locale], { type: 'language' }));
    const name = names.of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  } catch {
    return tag;
  }
}

export function formatDate(intl: IntlShape, timestamp: string): string {
  return intl.formatDate(timestamp, { day: 'numeric', month: 'long', year: 'numeric' });
}
