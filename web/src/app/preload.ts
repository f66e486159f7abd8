import { copyQuery, sellerQuery } from '@/features/copies/queries';
import { newestQuery, searchQuery } from '@/features/search/queries';
import { isTooLong, parseFilters } from '@/features/search/urlState';
import { authorQuery, editionQuery, workQuery } from '@/features/works/queries';
import { barePath, localeOf } from '@/i18n/locale';
import {
  loadModerationMessages, loadPeopleMessages, loadPrivacyMessages, loadReportMessages, loadSecurityMessages, loadShelfMessages, loadWishMessages,
} from '@/i18n/messages';
import { loadAccount } from './Account';
import { loadModeration } from './Moderation';
import { loadPeople } from './People';
import { queryClient } from './queryClient';
import { loadReports } from './Reports';
import { loadShelf } from './Shelf';
import { loadWishes } from './Wishes';

/**
 * Asks for the data of the first page while its messages are still on their way. The answer is settled when the page
 * can be drawn; a page that is not known here, or a failed request, is met again where it is used.
 */
export async function preload({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Promise<void> {
  try {
    await request(pathname, search);
  } catch {
    // The page says what went wrong.
  }
}

const people = ['sign-up', 'verify-email', 'sign-in', 'reset-password'];
const account = ['account', 'goodbye'];
const shelf = ['sell', 'shelf', 'profile'];
const reports = ['reports', 'decisions'];

async function request(pathname: string, search: string): Promise<unknown> {
  const [, page = '', id = ''] = barePath(pathname).split('/');
  if (page === '') return queryClient.query(newestQuery);
  if (page === 'search') {
    const filters = parseFilters(new URLSearchParams(search));
    return isTooLong(filters) ? undefined : queryClient.infiniteQuery(searchQuery(filters));
  }
  if (page === 'works') return queryClient.query(workQuery(id));
  if (page === 'editions') return queryClient.query(workQuery((await queryClient.query(editionQuery(id))).work.id));
  if (page === 'copies') return queryClient.query(copyQuery(id));
  if (page === 'authors') return queryClient.infiniteQuery(authorQuery(id));
  if (page === 'sellers') return queryClient.infiniteQuery(sellerQuery(id));
  if (people.includes(page)) return Promise.all([loadPeople(), loadPeopleMessages(localeOf(pathname))]);
  if (account.includes(page)) {
    const locale = localeOf(pathname);
    return Promise.all([loadAccount(), loadPeopleMessages(locale), loadSecurityMessages(locale), loadPrivacyMessages(locale)]);
  }
  if (shelf.includes(page)) return Promise.all([loadShelf(), loadPeopleMessages(localeOf(pathname)), loadShelfMessages(localeOf(pathname))]);
  if (page === 'wishes') return Promise.all([loadWishes(), loadPeopleMessages(localeOf(pathname)), loadWishMessages(localeOf(pathname))]);
  if (reports.includes(page)) return Promise.all([loadReports(), loadPeopleMessages(localeOf(pathname)), loadReportMessages(localeOf(pathname))]);
  if (page === 'moderation') {
    return Promise.all([loadModeration(), loadPeopleMessages(localeOf(pathname)), loadReportMessages(localeOf(pathname)), loadModerationMessages(localeOf(pathname))]);
  }
  return undefined;
}
