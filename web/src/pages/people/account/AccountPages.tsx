import type { ReactNode } from 'react';
import { type AccountPage as Name, ownTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import { useI18n } from '@/i18n/useI18n';
import { Words } from '@/i18n/Words';
import { AccountPage } from './AccountPage';
import { DataPage } from './DataPage';
import { GoodbyePage } from './GoodbyePage';
import { HistoryPage } from './HistoryPage';
import { LeavePage } from './LeavePage';

const PAGES = {
  account: AccountPage,
  account_data: DataPage,
  account_history: HistoryPage,
  account_leave: LeavePage,
  goodbye: GoodbyePage,
} satisfies Record<Name, () => ReactNode>;

/** The pages of one's account, and the words that only they say. */
export function AccountPages({ page }: { page: Name }) {
  const { locale } = useI18n();
  useMeta(ownTitle(locale, page));
  const Page = PAGES[page];
  return <Words kind="people"><Words kind="security"><Words kind="privacy"><Page /></Words></Words></Words>;
}
