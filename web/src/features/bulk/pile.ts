// Books that are scanned one after another, kept on this device until they are on the shelf: a reload, a flat battery or
// a lost network loses none. Storage may be forbidden or full: then the page alone remembers.
import { useCallback, useRef, useState } from 'react';
import type { Edition } from '@/api/types';
import type { Book } from '@/features/selling/kept';
import { parsePrice, type Terms } from '@/features/selling/terms';
import { uuid } from '@/features/selling/uuid';

/** Where the price of a book comes from: it is said for each, is the same for all, or is what others ask most often. */
export type Way = 'each' | 'same' | 'market';
export const WAYS: readonly Way[] = ['each', 'same', 'market'];

/** What the books have in common; `price` counts for the way «same» alone. */
export type Common = Pick<Terms, 'grade' | 'kind' | 'price' | 'place'> & { way: Way };

/** `key`: the id that the copy will have. */
export interface Piled {
  key: string;
  isbn: string;
  edition: Pick<Edition, 'id' | 'title'>;
  work: Book;
  terms: Terms;
}

export interface Pile {
  common?: Common;
  /** ISBNs that were read and not decided on yet; the first one is shown. */
  asked: string[];
  piled: Piled[];
  /** ISBNs that the catalogue does not know. */
  later: string[];
}

const EMPTY: Pile = { asked: [], piled: [], later: [] };
const keyOf = (account: string) => `bookmarket:pile:${account}`;

/** What another version of this page has left is better forgotten than shown wrong. */
export function read(text: string | null): Pile {
  try {
    const { common, asked, piled, later } = JSON.parse(text ?? '{}') as Partial<Pile>;
    const texts = (list: unknown) => (Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : []);
    const books = (Array.isArray(piled) ? (piled as (Partial<Piled> | null)[]) : []).filter((one): one is Piled => Boolean(one?.key && one.edition && one.work && one.terms));
    return { ...(typeof common?.way === 'string' && { common }), asked: texts(asked), piled: books, later: texts(later) };
  } catch {
    return EMPTY;
  }
}

function stored(account: string): Pile {
  try {
    return read(localStorage.getItem(keyOf(account)));
  } catch {
    return EMPTY;
  }
}

/** Whether it could be kept. */
function keep(account: string, pile: Pile): boolean {
  try {
    localStorage.setItem(keyOf(account), JSON.stringify(pile));
    return true;
  } catch {
    return false;
  }
}

export function usePile(account: string) {
  const [pile, setPile] = useState(() => stored(account));
  const [kept, setKept] = useState(true);
  const now = useRef(pile);
  /** It is written before anything else happens, also when the page is being left. */
  const change = useCallback((how: (pile: Pile) => Pile) => {
    now.current = how(now.current);
    setKept(keep(account, now.current));
    setPile(now.current);
  }, [account]);
  return { pile, kept, change };
}

/** The price a book begins with; `usual`: what others ask most often, as one would type it. */
export const priceOf = ({ way, price, kind }: Common, usual: string | undefined): string =>
  kind === 'exchange' || way === 'each' ? '' : way === 'same' ? price : (usual ?? '');

/** Whether it can be offered as it is. */
export const fits = ({ grade, kind, price }: Pick<Terms, 'grade' | 'kind' | 'price'>): boolean => grade !== '' && (kind === 'exchange' || isPrice(price));

export function isPrice(text: string): boolean {
  const amount = parsePrice(text);
  return amount !== undefined && amount >= 100 && amount <= 100_000_000;
}

/** What happens to a pile. */
export const asks = (isbn: string) => (pile: Pile): Pile => ({ ...pile, asked: [...pile.asked, isbn] });
const decided = (pile: Pile): Pile => ({ ...pile, asked: pile.asked.slice(1) });
export const skips = decided;
export const defers = (isbn: string) => (pile: Pile): Pile => ({ ...decided(pile), later: [...pile.later.filter((one) => one !== isbn), isbn] });
/** The newest lies on top, where one sees it. */
export const piles = (book: Omit<Piled, 'key'>) => (pile: Pile): Pile => ({ ...decided(pile), piled: [{ ...book, key: uuid() }, ...pile.piled] });
export const takesOff = (key: string) => (pile: Pile): Pile => ({ ...pile, piled: pile.piled.filter((one) => one.key !== key) });
export const says = (key: string, terms: Partial<Terms>) => (pile: Pile): Pile =>
  ({ ...pile, piled: pile.piled.map((one) => (one.key === key ? { ...one, terms: { ...one.terms, ...terms } } : one)) });
export const forgets = (isbn: string) => (pile: Pile): Pile => ({ ...pile, later: pile.later.filter((one) => one !== isbn) });
