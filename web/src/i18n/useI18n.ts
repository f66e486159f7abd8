import { useIntl } from 'react-intl';
import type { Money, Place } from '@/api/types';
import { formatDate, formatMoney, languageName } from './format';
import { type Locale, localPath } from './locale';
import type { MessageId } from './messages';
import { placeName, regionName } from './transliterate';

type Values = Record<string, string | number>;

const GRADES = ['like_new', 'very_good', 'good', 'acceptable', 'worn'] as const;
const GENRES = [
  'poetry', 'prose', 'classics', 'children', 'history', 'science', 'science_fiction',
  'crime', 'art', 'psychology', 'business', 'cooking', 'other',
] as const;
export type Grade = (typeof GRADES)[number];
export type Genre = (typeof GENRES)[number];

const isOneOf = <T extends string>(list: readonly T[], value: string): value is T => (list as readonly string[]).includes(value);
export const isGenre = (value: string): value is Genre => isOneOf(GENRES, value);
export const gradeRank = (value: string): number => (isOneOf(GRADES, value) ? GRADES.indexOf(value) : GRADES.length);

/** Everything a component needs to speak the language of the page. */
export function useI18n() {
  const intl = useIntl();
  const locale: Locale = intl.locale === 'en' ? 'en' : 'uk';
  const t = (id: MessageId, values?: Values): string => intl.formatMessage({ id }, values);
  return {
    locale,
    t,
    path: (path: string) => localPath(locale, path),
    number: (value: number) => intl.formatNumber(value),
    money: (money: Money) => formatMoney(locale, money),
    // A slug this client does not know yet is shown as it came, not hidden.
    grade: (slug: string) => (isOneOf(GRADES, slug) ? t(`grade.${slug}`) : slug),
    gradeMeaning: (slug: string) => (isOneOf(GRADES, slug) ? t(`grade.${slug}.meaning`) : ''),
    genre: (slug: string) => (isOneOf(GENRES, slug) ? t(`genre.${slug}`) : slug),
    language: (tag: string) => languageName(locale, tag),
    place: (name: string) => placeName(locale, name),
    region: (place: Place) => regionName(locale, place.region),
    person: (name: string) => placeName(locale, name),
    date: (timestamp: string) => formatDate(intl, timestamp),
  };
}

export type I18n = ReturnType<typeof useI18n>;
