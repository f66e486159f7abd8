// The closed lists of the contract, in the order a reader expects. The types make sure that nothing is misspelt.
import type { SearchParams } from './types';

export type Genre = NonNullable<SearchParams['genre']>[number];
export type Grade = NonNullable<SearchParams['grade']>[number];

export const GENRES: readonly Genre[] = [
  'poetry', 'prose', 'classics', 'children', 'history', 'science', 'science_fiction',
  'crime', 'art', 'psychology', 'business', 'cooking', 'other',
];

/** Best first. */
export const GRADES: readonly Grade[] = ['like_new', 'very_good', 'good', 'acceptable', 'worn'];

const isOneOf = <T extends string>(list: readonly T[], value: string): value is T => (list as readonly string[]).includes(value);
export const isGenre = (value: string): value is Genre => isOneOf(GENRES, value);
export const isGrade = (value: string): value is Grade => isOneOf(GRADES, value);

/** A slug this client does not know yet ranks last. */
export const gradeRank = (value: string): number => (isGrade(value) ? GRADES.indexOf(value) : GRADES.length);
