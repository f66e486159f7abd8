import type en from './en.json';
import type uk from './uk.json';
import type { Locale } from './locale';

export type MessageId = keyof typeof uk;
export type Messages = Record<MessageId, string>;

declare global {
  // The library reads the known message ids from this namespace.
  // eslint-disable-next-line @typescript-eslint/no-namespace
  namespace FormatjsIntl {
    interface Message {
      ids: MessageId;
    }
  }
}

// Both files carry the same keys: the type check refuses a missing one.
const load: Record<Locale, () => Promise<{ default: Messages }>> = {
  uk: () => import('./uk.json'),
  en: (): Promise<{ default: typeof en }> => import('./en.json'),
};

const loaded = new Map<Locale, Messages>();
const loading = new Map<Locale, Promise<Messages>>();

export function messagesNow(locale: Locale): Messages | undefined {
  return loaded.get(locale);
}

export function loadMessages(locale: Locale): Promise<Messages> {
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
}
