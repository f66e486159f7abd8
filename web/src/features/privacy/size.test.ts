import { expect, it } from 'vitest';
import { formatNumber } from '@/i18n/format';
import type { Locale } from '@/i18n/locale';
import en from '@/i18n/privacy/en.json';
import uk from '@/i18n/privacy/uk.json';
import { sizeOf } from './size';

const i18n = (locale: Locale) => ({
  locale,
  t: (id: string, values?: Record<string, string | number>) => (locale === 'uk' ? uk : en)[id as keyof typeof uk].replace('{n}', String(values?.n)),
  number: (value: number) => formatNumber(locale, value),
});

it.each([
  [0, '1 КБ', '1 KB'], [1499, '1 КБ', '1 KB'], [340_200, '340 КБ', '340 KB'], [1_000_000, '1 МБ', '1 MB'], [16_777_216, '16,8 МБ', '16.8 MB'], [1_234_560_000, '1\u00a0234,6 МБ', '1,234.6 MB'],
])('%i bytes are said as people say them', (bytes, ukrainian, english) => {
  expect(sizeOf(i18n('uk'), bytes)).toBe(ukrainian);
  expect(sizeOf(i18n('en'), bytes)).toBe(english);
});
