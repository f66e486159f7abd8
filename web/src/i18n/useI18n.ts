import { useIntl } from 'react-intl';
import type { Money, Place } from '@/api/types';
import { isGenre, isGrade } from '@/api/vocabulary';
import { formatDate, formatMoney, formatNumber, formatSum, languageName } from './format';
import { type Locale, localPath } from './locale';
import type { MessageId, Messages } from './messages';
import { placeName, regionName } from './transliterate';

type Values = Record<string, string | number>;

/** The compiled messages say a counted number as {n#} (scripts/messages.ts), where the library would take its own format. */
function withNumbers(locale: Locale, values: Values): Values {
  const numbers = Object.entries(values).flatMap(([name, value]) => (typeof value === 'number' ? [[`${name}#`, formatNumber(locale, value)]] : []));
  return { ...values, ...Object.fromEntries(numbers) as Values };
}

/** Everything a component needs to speak the language of the page. */
export function useI18n() {
  const intl = useIntl();
  const locale: Locale = intl.locale === 'en' ? 'en' : 'uk';
  const t = (id: MessageId, values?: Values): string => intl.formatMessage({ id: id as keyof Messages }, values && withNumbers(locale, values));
  const place = (name: string) => (name ? placeName(locale, name) : t('place.unknown'));
  return {
    locale,
    t,
    path: (path: string) => localPath(locale, path),
    number: (value: number) => formatNumber(locale, value),
    sum: (amount: number) => formatSum(locale, amount),
    money: (money: Money) => formatMoney(locale, money),
    // A slug this client does not know yet is shown as it came, not hidden.
    grade: (slug: string) => (isGrade(slug) ? t(`grade.${slug}`) : slug),
    gradeMeaning: (slug: string) => (isGrade(slug) ? t(`grade.${slug}.meaning`) : ''),
    genre: (slug: string) => (isGenre(slug) ? t(`genre.${slug}`) : slug),
    language: (tag: string) => languageName(locale, tag),
    place,
    /** With its region where that tells more. */
    town: ({ name, region }: Place) => (region === name ? place(name) : `${place(name)}, ${regionName(locale, region)}`),
    /** «Львівська громада», «Київська область»: a part of the country. */
    area: (name: string) => regionName(locale, name),
    person: (name: string) => placeName(locale, name),
    date: (timestamp: string) => formatDate(locale, timestamp),
  };
}

export type I18n = ReturnType<typeof useI18n>;
