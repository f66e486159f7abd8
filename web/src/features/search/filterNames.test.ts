import { describe, expect, it } from 'vitest';
import type { Locale } from '@/i18n/locale';
import { formatMoney, formatSum } from '@/i18n/format';
import type { I18n } from '@/i18n/useI18n';
import { priceName } from './filterNames';

const speaking = (locale: Locale): Pick<I18n, 't' | 'money' | 'sum' | 'locale'> => ({
  locale,
  t: (id, values) => (id === 'price.range.between' ? `${String(values?.from)}–${String(values?.to)}` : id),
  money: (money) => formatMoney(locale, money),
  sum: (amount) => formatSum(locale, amount),
});

describe('a range of prices', () => {
  it('has both sums written alike and the sign of the currency once', () => {
    const range = { from: 123_450, to: 200_050 };
    expect(priceName(speaking('uk'), range)).toBe('1\u00a0234,50–2\u00a0000,50\u00a0₴');
    expect(priceName(speaking('en'), range)).toBe('₴1,234.50–2,000.50');
  });

  it('ends with a round sum where the bound is the last hundredth before it', () => {
    expect(priceName(speaking('uk'), { from: 10_000, to: 19_999 })).toBe('100–200\u00a0₴');
    expect(priceName(speaking('en'), { from: 10_000, to: 19_999 })).toBe('₴100–200');
  });
});
