import { type ReactNode, use } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { loadPeopleMessages, loadWishMessages, peopleMessagesNow, wishMessagesNow } from '@/i18n/messages';
import { useI18n } from '@/i18n/useI18n';

/** The words that only those need who wait for books. */
export function WithWords({ children }: { children: ReactNode }) {
  const { messages } = useIntl();
  const { locale } = useI18n();
  const people = peopleMessagesNow(locale) ?? use(loadPeopleMessages(locale));
  const wishes = wishMessagesNow(locale) ?? use(loadWishMessages(locale));
  return <IntlProvider locale={locale} messages={{ ...messages, ...people, ...wishes }}>{children}</IntlProvider>;
}
