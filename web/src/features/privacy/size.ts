import type { I18n } from '@/i18n/useI18n';

/** «16,8 МБ», “340 KB”: thousands and millions of bytes, as the systems of most people count a download. */
export function sizeOf({ t, number, locale }: Pick<I18n, 't' | 'number' | 'locale'>, bytes: number): string {
  if (bytes < 1_000_000) return t('size.KB', { n: number(Math.max(1, Math.round(bytes / 1000))) });
  const tenths = Math.round(bytes / 100_000);
  const rest = tenths % 10;
  const whole = number((tenths - rest) / 10);
  return t('size.MB', { n: rest === 0 ? whole : `${whole}${locale === 'uk' ? ',' : '.'}${String(rest)}` });
}
