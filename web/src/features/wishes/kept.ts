// What somebody wished before signing in: this device remembers it until they are back, for a day. Storage may be
// forbidden or full: then it remembers nothing.
import type { WishTerms } from './terms';

const KEY = 'bookmarket:wish';
const DAY = 86_400_000;

interface Kept {
  work: string;
  /** Where only that one will do. */
  edition?: string | undefined;
  terms: WishTerms;
  at: number;
}

export function keepWish(wish: Omit<Kept, 'at'>, now = Date.now()) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...wish, at: now }));
  } catch {
    // It is typed once more, then.
  }
}

/** The wish for a work, if it is the one that was kept. */
export function keptWish(work: string, now = Date.now()): Kept | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null;
    return kept?.work === work && now - kept.at < DAY ? kept : undefined;
  } catch {
    return undefined;
  }
}

export function forgetWish() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // It was never there.
  }
}
