// What one says of a copy, as a form holds it and as the server takes it.
import type { Money } from '@/api/types';
import { type Grade, isGrade } from '@/api/vocabulary';

export type Kind = 'sale' | 'exchange' | 'both';
export const KINDS: readonly Kind[] = ['sale', 'exchange', 'both'];

export interface Terms {
  grade: Grade | '';
  kind: Kind;
  /** As typed, in hryvnias. */
  price: string;
  /** The code of a settlement. */
  place: string;
  notes: string;
}

interface Known {
  grade?: string;
  price?: Money;
  exchange?: boolean;
  notes?: string;
}

/** Hundredths of what was typed: «1 180», «99,50», «99.5 грн». Undefined when it is no sum of money. */
export function parsePrice(text: string): number | undefined {
  const plain = text.replace(/[\s\u00a0\u202f]|₴|грн\.?|uah/gi, '');
  const found = /^(\d{1,9})(?:[.,](\d{1,2}))?$/.exec(plain);
  if (!found) return undefined;
  const [, whole = '', part = ''] = found;
  return Number(whole) * 100 + Number(part.padEnd(2, '0'));
}

/** As one would type it. */
export const writePrice = ({ amount }: Money): string =>
  amount % 100 === 0 ? String(amount / 100) : (amount / 100).toFixed(2).replace('.', ',');

export function termsOf({ grade = '', price, exchange = false, notes = '' }: Known, place: string): Terms {
  return {
    grade: isGrade(grade) ? grade : '',
    kind: !exchange ? 'sale' : price ? 'both' : 'exchange',
    price: price ? writePrice(price) : '',
    place,
    notes,
  };
}

/** What is known so far; a half-written price is not. */
export function bodyOf({ grade, kind, price, place, notes }: Terms) {
  const amount = kind === 'exchange' ? undefined : parsePrice(price);
  return {
    ...(grade && { grade }),
    ...(amount !== undefined && { price: { amount, currency: 'UAH' } }),
    exchange: kind !== 'sale',
    ...(place && { place }),
    ...(notes.trim() && { notes: notes.trim() }),
  };
}

/** A whole offer, where a draft may lack something: the form has asked for it before. */
export function offerOf(terms: Terms) {
  return { ...bodyOf(terms), grade: terms.grade || ('good' as const), place: terms.place };
}
