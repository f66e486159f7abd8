// The titles of the pages, word for word those the server writes: a page keeps its title however it was reached.
// They are not messages, because messages get no-break spaces. Only a place without a name is said by one, on both sides.
import type { Work, CopyPage, SellerPage } from '@/api/types';
import { formatMoney } from '@/i18n/format';
import type { Locale } from '@/i18n/locale';
import type { I18n } from '@/i18n/useI18n';

const site = (locale: Locale) => (locale === 'uk' ? 'БукМаркет' : 'BookMarket');
const on = (locale: Locale, title: string) => `${title} | ${site(locale)}`;
const by = (title: string, authors: { name: string }[]) =>
  title + (authors.length > 0 ? ` — ${authors.map(({ name }) => name).join(', ')}` : '');

export const homeTitle = (locale: Locale) =>
  locale === 'uk' ? 'БукМаркет: вживані книжки, що шукають нового читача' : 'BookMarket: used books looking for a new reader';
export const searchTitle = (locale: Locale) => on(locale, locale === 'uk' ? 'Пошук книжок' : 'Search books');
export const aboutTitle = (locale: Locale) => (locale === 'uk' ? 'Про БукМаркет' : 'About BookMarket');
const OWN = {
  sign_up: { uk: 'Реєстрація', en: 'Sign up' },
  verify_email: { uk: 'Підтвердження адреси', en: 'Confirm your address' },
  sign_in: { uk: 'Вхід', en: 'Sign in' },
  reset_password: { uk: 'Новий пароль', en: 'A new password' },
  account: { uk: 'Ваш обліковий запис', en: 'Your account' },
  sell: { uk: 'Поставити книгу', en: 'Offer a book' },
  shelf: { uk: 'Моя полиця', en: 'My shelf' },
  profile: { uk: 'Ваш профіль', en: 'Your profile' },
  wishes: { uk: 'Список бажань', en: 'Wish list' },
  wishes_import: { uk: 'Книжки з Goodreads', en: 'Books from Goodreads' },
  account_data: { uk: 'Ваші дані', en: 'Your data' },
  account_history: { uk: 'Історія вашого запису', en: 'History of your account' },
  account_leave: { uk: 'Стерти обліковий запис', en: 'Erase your account' },
  goodbye: { uk: 'До побачення', en: 'Goodbye' },
  reports: { uk: 'Мої скарги', en: 'My reports' },
  decisions: { uk: 'Рішення щодо вас', en: 'Decisions about you' },
  moderation: { uk: 'Модерація', en: 'Moderation' },
};
/** Of those who offer books. */
export type ShelfPage = 'sell' | 'shelf' | 'profile';
/** Of those who wait for some. */
export type WishPage = 'wishes' | 'wishes_import';
/** Of one's account, and of those who have asked to have it erased. */
export type AccountPage = 'account' | 'account_data' | 'account_history' | 'account_leave' | 'goodbye';
/** Of those who report something, or are reported. */
export type ReportPage = 'reports' | 'decisions';
/** On which one comes in. */
export type OwnPage = Exclude<keyof typeof OWN, ShelfPage | WishPage | AccountPage | ReportPage | 'moderation'>;
export const ownTitle = (locale: Locale, page: keyof typeof OWN) => on(locale, OWN[page][locale]);
export const missingTitle = (locale: Locale) => on(locale, locale === 'uk' ? 'Такої сторінки немає' : 'No such page');
export const workTitle = (locale: Locale, { title, volume, authors }: Pick<Work, 'title' | 'volume' | 'authors'>) =>
  on(locale, by(title + (volume ? `, ${volume}` : ''), authors));
export const editionTitle = (locale: Locale, title: string, isbn: string | undefined, authors: { name: string }[]) =>
  on(locale, `${by(title, authors)}, ISBN ${isbn ?? ''}`);
export const copyTitle = ({ locale, place: nameOf }: Pick<I18n, 'locale' | 'place'>, { work, price, place }: CopyPage) =>
  on(locale, [by(work.title, work.authors), ...(price ? [formatMoney(locale, price)] : []), nameOf(place.name)].join(', '));
export const authorTitle = (locale: Locale, name: string) => on(locale, name + (locale === 'uk' ? ': вживані книжки' : ': used books'));
export const sellerTitle = ({ locale, person, place: nameOf }: Pick<I18n, 'locale' | 'person' | 'place'>, { name, place }: SellerPage['seller']) =>
  on(locale, `${person(name)}, ${nameOf(place.name)}`);
