import { type ReactNode, Suspense, use } from 'react';
import { IntlProvider } from 'react-intl';
import { useLocation } from 'react-router';
import { type Locale, localeOf } from '@/i18n/locale';
import { loadMessages, messagesNow } from '@/i18n/messages';

/** The language of the page follows its address. The first language is loaded before the first render. */
export function LocaleProvider({ children }: { children: ReactNode }) {
  const locale = localeOf(useLocation().pathname);
  return (
    <Suspense fallback={null}>
      <WithMessages locale={locale}>{children}</WithMessages>
    </Suspense>
  );
}

function WithMessages({ locale, children }: { locale: Locale; children: ReactNode }) {
  const messages = messagesNow(locale) ?? use(loadMessages(locale));
  return (
    <IntlProvider locale={locale} messages={messages}>
      {children}
    </IntlProvider>
  );
}
