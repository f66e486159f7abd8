import type { IntlShape } from 'react-intl';
import type { Money } from '@/api/types';
import type { Locale } from './locale';

/** `amount` counts hundredths of the currency. Whole sums are shown without the hundredths. */
export function formatMoney(locale: Locale, { amount, currency }: Money): string {
  const whole = amount % 100 === 0;
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: whole ? 0 : 2,
    maximumFractionDigits: whole ? 0 : 2,
    useGrouping: true,
  }).format(amount / 100);
}

/** The name of a language in the language of the page; an unknown tag is shown as it is. */
export function languageName(locale: Locale, tag: string): string {
  try {
    const name = new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
    return name.charAt(0).toLocaleUpperCase(locale) + name.slice(1);
  } catch {
    return tag;
  }
}

export function formatDate(intl: IntlShape, timestamp: string): string {
  return intl.formatDate(timestamp, { day: 'numeric', month: 'long', year: 'numeric' });
}
