import { use } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { ownTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import { loadPeopleMessages, loadSecurityMessages, peopleMessagesNow, securityMessagesNow } from '@/i18n/messages';
import { useI18n } from '@/i18n/useI18n';
import { AccountPage } from './AccountPage';

/** The page of one's account, and the words that only it says. */
export function AccountPages() {
  const { messages } = useIntl();
  const { locale } = useI18n();
  useMeta(ownTitle(locale, 'account'));
  const people = peopleMessagesNow(locale) ?? use(loadPeopleMessages(locale));
  const security = securityMessagesNow(locale) ?? use(loadSecurityMessages(locale));
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...people, ...security }}>
      <AccountPage />
    </IntlProvider>
  );
}
