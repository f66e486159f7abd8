import type { Locale } from '@/i18n/locale';

/** «27 листопада 2026 р. о 20:57» by the reader's own clock: these are things they remember having done. */
export function formatMoment(locale: Locale, timestamp: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { dateStyle: 'long', timeStyle: 'short' }).format(new Date(timestamp));
}
