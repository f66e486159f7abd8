import type { Money } from '@/api/types';
import type { Locale } from './locale';

// Numbers are written by hand: the first Intl.NumberFormat of a page takes a phone a quarter of a second, and every
// page has prices. The server writes them in the same way (src/services/web/voice.cpp).

/** A whole number, in groups of three. */
export function formatNumber(locale: Locale, value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, locale === 'uk' ? '\u00a0' : ',');
}

/** A sum without its currency, of which `amount` counts hundredths. Whole sums are shown without the hundredths. */
export function formatSum(locale: Locale, amount: number): string {
  const hundredths = amount % 100;
  const whole = formatNumber(locale, (amount - hundredths) / 100);
  return hundredths === 0 ? whole : whole + (locale === 'uk' ? ',' : '.') + String(hundredths).padStart(2, '0');
}

export function formatMoney(locale: Locale, { amount, currency }: Money): string {
  const sum = formatSum(locale, amount);
  const sign = currency === 'UAH' ? '₴' : currency;
  return locale === 'uk' ? `${sum}\u00a0${sign}` : sign + sum;
}

// The other formatters, too, take far longer to make than to use.
const made = new Map<string, unknown>();
function kept<T>(key: string, make: () => T): T {
  if (!made.has(key)) made.set(key, make());
  return made.get(key) as T;
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

/** «9 лютого 2024 р.», “9 February 2024”: our English is that of Europe, and the day that of UTC, as the server says it. */
export function formatDate(locale: Locale, timestamp: string): string {
  const format = kept(`date ${locale}`, () =>
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }));
  return format.format(new Date(timestamp));
}
