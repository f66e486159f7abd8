import { describe, expect, it, vi } from 'vitest';
import { formatDate, formatMoney, formatNumber, languageName } from './format';

describe('money', () => {
  it('is written with no-break spaces and the sign behind in Ukrainian', () => {
    expect(formatMoney('uk', { amount: 118_000, currency: 'UAH' })).toBe('1\u00a0180\u00a0₴');
  });

  it('shows hundredths only when there are some', () => {
    expect(formatMoney('uk', { amount: 9_950, currency: 'UAH' })).toBe('99,50\u00a0₴');
    expect(formatMoney('uk', { amount: 9_900, currency: 'UAH' })).toBe('99\u00a0₴');
  });

  it('carries the sign in front in English', () => {
    expect(formatMoney('en', { amount: 118_000, currency: 'UAH' })).toBe('₴1,180');
  });
});

describe('numbers', () => {
  it.each([0, 7, 999, 1000, 12_345, 1_234_567])('are grouped as each language does: %i', (value) => {
    expect(formatNumber('uk', value)).toBe(new Intl.NumberFormat('uk').format(value));
    expect(formatNumber('en', value)).toBe(new Intl.NumberFormat('en').format(value));
  });
});

describe('a date', () => {
  it('is that of UTC wherever the reader is, as the server writes it', () => {
    vi.stubEnv('TZ', 'Europe/Kyiv');
    expect(new Date('2024-02-09T22:30:00Z').getDate()).toBe(10);
    expect(formatDate('uk', '2024-02-09T22:30:00Z')).toBe('9 лютого 2024 р.');
    expect(formatDate('en', '2024-02-09T22:30:00Z')).toBe('9 February 2024');
    vi.unstubAllEnvs();
  });
});

describe('names of languages', () => {
  it('follow the language of the page and begin with a capital', () => {
    expect(languageName('uk', 'uk')).toBe('Українська');
    expect(languageName('en', 'uk')).toBe('Ukrainian');
  });

  it('fall back to the tag when it is no language', () => {
    expect(languageName('uk', 'not a tag')).toBe('not a tag');
  });
});
