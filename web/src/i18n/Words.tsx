import { type ReactNode, use } from 'react';
import { IntlProvider, useIntl } from 'react-intl';
import type { Locale } from './locale';
import {
  loadModerationMessages, loadPeopleMessages, loadPrivacyMessages, loadReportMessages, loadSecurityMessages, loadShelfMessages, loadWishMessages,
  moderationMessagesNow, peopleMessagesNow, privacyMessagesNow, reportMessagesNow, securityMessagesNow, shelfMessagesNow, wishMessagesNow,
} from './messages';
import { useI18n } from './useI18n';

const KINDS = {
  people: { now: peopleMessagesNow, load: loadPeopleMessages },
  security: { now: securityMessagesNow, load: loadSecurityMessages },
  privacy: { now: privacyMessagesNow, load: loadPrivacyMessages },
  shelf: { now: shelfMessagesNow, load: loadShelfMessages },
  wishes: { now: wishMessagesNow, load: loadWishMessages },
  reports: { now: reportMessagesNow, load: loadReportMessages },
  moderation: { now: moderationMessagesNow, load: loadModerationMessages },
} satisfies Record<string, { now: (locale: Locale) => object | undefined; load: (locale: Locale) => Promise<object> }>;

/**
 * Adds words that only some pages say. One kind for each: React knows what a component waits for by the order of its
 * use() alone, so after a wait for one of two files the other would be taken for it.
 */
export function Words({ kind, children }: { kind: keyof typeof KINDS; children: ReactNode }) {
  const { messages } = useIntl();
  const { locale } = useI18n();
  const { now, load } = KINDS[kind];
  const words: object = now(locale) ?? use<object>(load(locale));
  return <IntlProvider locale={locale} messages={{ ...messages, ...words }}>{children}</IntlProvider>;
}
