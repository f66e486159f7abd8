import type { Locale } from '@/i18n/locale';

const format = (locale: Locale, timestamp: string, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, options).format(new Date(timestamp));

// By the reader's own clock: these are things they remember having done.

/** «27 листопада 2026 р. о 20:57»: neither the day nor the hour stands alone at the end of a line. */
export const formatMoment = (locale: Locale, timestamp: string): string =>
  format(locale, timestamp, { dateStyle: 'long', timeStyle: 'short' }).replace(/^(\d+) /, '$1\u00a0').replace(/ (о|at) /, ' $1\u00a0');

/** «27 листопада 2026 р.» */
export const formatDay = (locale: Locale, timestamp: string): string => format(locale, timestamp, { dateStyle: 'long' });

/** «20:57» */
export const formatTime = (locale: Locale, timestamp: string): string => format(locale, timestamp, { timeStyle: 'short' });
