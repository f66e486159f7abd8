// The titles of the pages, word for word those the server writes: a page keeps its title however it was reached.
// They are not messages, because messages get no-break spaces.
import type { Work, CopyPage, SellerPage } from '@/api/types';
import { formatMoney } from '@/i18n/format';
import type { Locale } from '@/i18n/locale';
import { placeName } from '@/i18n/transliterate';

const site = (locale: Locale) => (locale === 'uk' ? 'БукМаркет' : 'BookMarket');
const on = (locale: Locale, title: string) => `${title} | ${site(locale)}`;
const by = (title: string, authors: { name: string }[]) =>
  title + (authors.length > 0 ? ` — ${authors.map(({ name }) => name).join(', ')}` : '');

export const homeTitle = (locale: Locale) =>
  locale === 'uk' ? 'БукМаркет: вживані книжки, що шукають нового читача' : 'BookMarket: used books looking for a new reader';
export const searchTitle = (locale: Locale) => on(locale, locale === 'uk' ? 'Пошук книжок' : 'Search books');
export const aboutTitle = (locale: Locale) => (locale === 'uk' ? 'Про БукМаркет' : 'About BookMarket');
export const missingTitle = (locale: Locale) => on(locale, locale === 'uk' ? 'Такої сторінки немає' : 'No such page');
export const workTitle = (locale: Locale, { title, volume, authors }: Pick<Work, 'title' | 'volume' | 'authors'>) =>
  on(locale, by(title + (volume ? `, ${volume}` : ''), authors));
export const editionTitle = (locale: Locale, title: string, isbn: string | undefined, authors: { name: string }[]) =>
  on(locale, `${by(title, authors)}, ISBN ${isbn ?? ''}`);
export const copyTitle = (locale: Locale, { work, price, place }: CopyPage) =>
  on(locale, [by(work.title, work.authors), ...(price ? [formatMoney(locale, price)] : []), placeName(locale, place.name)].join(', '));
export const authorTitle = (locale: Locale, name: string) => on(locale, name + (locale === 'uk' ? ': вживані книжки' : ': used books'));
export const sellerTitle = (locale: Locale, { name, place }: SellerPage['seller']) => on(locale, `${placeName(locale, name)}, ${placeName(locale, place.name)}`);
