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
  [0, '1\u00a0КБ', '1\u00a0KB'], [1499, '1\u00a0КБ', '1\u00a0KB'], [340_200, '340\u00a0КБ', '340\u00a0KB'], [1_000_000, '1\u00a0МБ', '1\u00a0MB'], [16_777_216, '16,8\u00a0МБ', '16.8\u00a0MB'], [1_234_560_000, '1\u00a0234,6\u00a0МБ', '1,234.6\u00a0MB'],
])('%i bytes are said as people say them', (bytes, ukrainian, english) => {
  expect(sizeOf(i18n('uk'), bytes)).toBe(ukrainian);
  expect(sizeOf(i18n('en'), bytes)).toBe(english);
});
