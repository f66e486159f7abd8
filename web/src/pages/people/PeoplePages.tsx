import { type ReactNode, use } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import { type OwnPage, ownTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import { loadPeopleMessages, peopleMessagesNow } from '@/i18n/messages';
import { useI18n } from '@/i18n/useI18n';
import { ResetPasswordPage } from './ResetPasswordPage';
import { SignInPage } from './SignInPage';
import { SignUpPage } from './SignUpPage';
import { VerifyEmailPage } from './VerifyEmailPage';

const PAGES = {
  sign_up: SignUpPage,
  verify_email: VerifyEmailPage,
  sign_in: SignInPage,
  reset_password: ResetPasswordPage,
} satisfies Record<OwnPage, () => ReactNode>;

/** The pages on which one comes in, and the words that only they say. */
export function PeoplePages({ page }: { page: OwnPage }) {
  const { messages } = useIntl();
  const { locale } = useI18n();
  useMeta(ownTitle(locale, page));
  const own = peopleMessagesNow(locale) ?? use(loadPeopleMessages(locale));
  const Page = PAGES[page];
  return (
    <IntlProvider locale={locale} messages={{ ...messages, ...own }}>
      <Page />
    </IntlProvider>
  );
}
