// What this device remembers of drafts: what was typed and could not be sent yet, and of what book they are; and the
// names of places, of which the server keeps the code alone. Storage may be forbidden or full: then it remembers nothing.
import type { PlaceSuggestion } from '@/api/types';
import type { Terms } from './terms';

/** The book, as the search found it. */
export interface Book {
  id: string;
  title: string;
  cover: string;
  authors: { name: string }[];
}

interface Kept {
  /** Not on the server yet. */
  terms?: Terms | undefined;
  work?: Book | undefined;
}

const draftKey = (id: string) => `bookmarket:draft:${id}`;
const PLACES = 'bookmarket:places';

function read(key: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function write(key: string, value: object) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The server has it, or will.
  }
}

export const keptDraft = (id: string): Kept => read(draftKey(id));
export const keepDraft = (id: string, news: Kept) => { write(draftKey(id), { ...keptDraft(id), ...news }); };

export function forgetDraft(id: string) {
  try {
    localStorage.removeItem(draftKey(id));
  } catch {
    // It was never there.
  }
}

export type NamedPlace = Pick<PlaceSuggestion, 'code' | 'name' | 'region'>;

export const keptPlace = (code: string): NamedPlace | undefined => read(PLACES)[code] as NamedPlace | undefined;

/** The last ones; nobody sells from more towns than that. */
export function keepPlace({ code, name, region }: NamedPlace) {
  const others = Object.entries(read(PLACES)).filter(([known]) => known !== code).slice(-9);
  write(PLACES, Object.fromEntries([...others, [code, { code, name, region }]]));
}
