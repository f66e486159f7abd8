import { type ReactNode, use } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { Navigate, useLocation } from 'react-router';
import { ownTitle, type ShelfPage } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import { signInPath } from '@/features/session/next';
import { useSession } from '@/features/session/store';
import { loadPeopleMessages, loadShelfMessages, peopleMessagesNow, shelfMessagesNow } from '@/i18n/messages';
import { useI18n } from '@/i18n/useI18n';
import { OwnShelfPage } from './OwnShelfPage';
import { ProfilePage } from './ProfilePage';
import { SellPage } from './SellPage';

const PAGES = { sell: SellPage, shelf: OwnShelfPage, profile: ProfilePage } satisfies Record<ShelfPage, () => ReactNode>;

/** The pages of those who offer books, and the words that only they say. Who is not signed in is led to the door. */
export function ShelfPages({ page }: { page: ShelfPage }) {
  const { messages } = useIntl();
  const { locale, path } = useI18n();
  const { pathname, search, hash } = useLocation();
  const session = useSession();
  useMeta(ownTitle(locale, page));
  const people = peopleMessagesNow(locale) ?? use(loadPeopleMessages(locale));
  const own = shelfMessagesNow(locale) ?? use(loadShelfMessages(locale));
  if (session.kind === 'anonymous') return <Navigate to={session.left ? path('/') : signInPath(pathname + search + hash)} replace />;
  const Page = PAGES[page];
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...people, ...own }}>
      <Page />
    </IntlProvider>
  );
}
