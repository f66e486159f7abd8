import { useIntl } from 'react-intl';
import type { Money, Place } from '@/api/types';
import { isGenre, isGrade } from '@/api/vocabulary';
import { formatDate, formatMoney, languageName } from './format';
import { type Locale, localPath } from './locale';
import type { MessageId } from './messages';
import { placeName, regionName } from './transliterate';

type Values = Record<string, string | number>;

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
    grade: (slug: string) => (isGrade(slug) ? t(`grade.${slug}`) : slug),
    gradeMeaning: (slug: string) => (isGrade(slug) ? t(`grade.${slug}.meaning`) : ''),
    genre: (slug: string) => (isGenre(slug) ? t(`genre.${slug}`) : slug),
    language: (tag: string) => languageName(locale, tag),
    place: (name: string) => placeName(locale, name),
    region: (place: Place) => regionName(locale, place.region),
    person: (name: string) => placeName(locale, name),
    date: (timestamp: string) => formatDate(intl, timestamp),
  };
}

export type I18n = ReturnType<typeof useI18n>;
