import type { Genre } from '@/api/vocabulary';

/** The shelf of genres, in the order the spines stand; the colours of each live in the style sheet under its name. */
export const GENRE_SHELF: readonly Genre[] = [
  'poetry', 'classics', 'children', 'prose', 'science_fiction', 'history',
  'crime', 'art', 'science', 'psychology', 'business', 'cooking',
];
