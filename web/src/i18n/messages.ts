import type en from './en.json';
import type peopleEn from './people/en.json';
import type moderationEn from './moderation/en.json';
import type moderation from './moderation/uk.json';
import type people from './people/uk.json';
import type privacyEn from './privacy/en.json';
import type privacy from './privacy/uk.json';
import type reportsEn from './reports/en.json';
import type reports from './reports/uk.json';
import type securityEn from './security/en.json';
import type security from './security/uk.json';
import type shelfEn from './shelf/en.json';
import type shelf from './shelf/uk.json';
import type uk from './uk.json';
import type wishesEn from './wishes/en.json';
import type wishes from './wishes/uk.json';
import type { Locale } from './locale';

/**
 * `people`, `security`, `privacy`, `shelf`, `wishes`, `reports`, `moderation`: what only the pages of one's own, of one's account, of one's data, of
 * those who offer books, of those who wait for some, of those who report something or are reported, and of moderators say; nobody else downloads it.
 */
export type MessageId =
  | keyof typeof uk | keyof typeof people | keyof typeof security | keyof typeof privacy | keyof typeof shelf | keyof typeof wishes
  | keyof typeof reports | keyof typeof moderation;
export type Messages = Record<keyof typeof uk, string>;
export type PeopleMessages = Record<keyof typeof people, string>;
export type SecurityMessages = Record<keyof typeof security, string>;
export type PrivacyMessages = Record<keyof typeof privacy, string>;
export type ShelfMessages = Record<keyof typeof shelf, string>;
export type WishMessages = Record<keyof typeof wishes, string>;
export type ReportMessages = Record<keyof typeof reports, string>;
export type ModerationMessages = Record<keyof typeof moderation, string>;

declare global {
  // The library reads from this namespace which messages a page always has.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace FormatjsIntl {
    interface Message {
      ids: keyof Messages;
    }
  }
}

/** Each language is fetched once, and again only after a failure. */
function keeper<T>(load: Record<Locale, () => Promise<{ default: T }>>) {
  const loaded = new Map<Locale, T>();
  const loading = new Map<Locale, Promise<T>>();
  return {
    now: (locale: Locale): T | undefined => loaded.get(locale),
    load: (locale: Locale): Promise<T> => {
      let promise = loading.get(locale);
      if (!promise) {
        promise = load[locale]().then((module) => {
          loaded.set(locale, module.default);
          return module.default;
        });
        promise.catch(() => loading.delete(locale));
        loading.set(locale, promise);
      }
      return promise;
    },
  };
}

// Both files of a kind carry the same keys: the type check refuses a missing one.
export const { now: messagesNow, load: loadMessages } = keeper<Messages>({
  uk: () => import('./uk.json'),
  en: (): Promise<{ default: typeof en }> => import('./en.json'),
});
export const { now: peopleMessagesNow, load: loadPeopleMessages } = keeper<PeopleMessages>({
  uk: () => import('./people/uk.json'),
  en: (): Promise<{ default: typeof peopleEn }> => import('./people/en.json'),
});
export const { now: securityMessagesNow, load: loadSecurityMessages } = keeper<SecurityMessages>({
  uk: () => import('./security/uk.json'),
  en: (): Promise<{ default: typeof securityEn }> => import('./security/en.json'),
});
export const { now: privacyMessagesNow, load: loadPrivacyMessages } = keeper<PrivacyMessages>({
  uk: () => import('./privacy/uk.json'),
  en: (): Promise<{ default: typeof privacyEn }> => import('./privacy/en.json'),
});
export const { now: shelfMessagesNow, load: loadShelfMessages } = keeper<ShelfMessages>({
  uk: () => import('./shelf/uk.json'),
  en: (): Promise<{ default: typeof shelfEn }> => import('./shelf/en.json'),
});
export const { now: wishMessagesNow, load: loadWishMessages } = keeper<WishMessages>({
  uk: () => import('./wishes/uk.json'),
  en: (): Promise<{ default: typeof wishesEn }> => import('./wishes/en.json'),
});
export const { now: reportMessagesNow, load: loadReportMessages } = keeper<ReportMessages>({
  uk: () => import('./reports/uk.json'),
  en: (): Promise<{ default: typeof reportsEn }> => import('./reports/en.json'),
});
export const { now: moderationMessagesNow, load: loadModerationMessages } = keeper<ModerationMessages>({
  uk: () => import('./moderation/uk.json'),
  en: (): Promise<{ default: typeof moderationEn }> => import('./moderation/en.json'),
});
