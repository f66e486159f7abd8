import type { Copy } from '@/api/types';
import { gradeRank } from '@/api/vocabulary';

export type CopyOrder = 'price' | 'grade';

/** Cheapest first, then the better state; copies only for exchange come after those with a price. */
export function sortCopies(copies: Copy[], order: CopyOrder): Copy[] {
  const price = (copy: Copy) => copy.price?.amount ?? Number.POSITIVE_INFINITY;
  const byPrice = (a: Copy, b: Copy) => (price(a) === price(b) ? 0 : price(a) - price(b));
  const byGrade = (a: Copy, b: Copy) => gradeRank(a.grade) - gradeRank(b.grade);
  return [...copies].sort((a, b) => (order === 'price' ? byPrice(a, b) || byGrade(a, b) : byGrade(a, b) || byPrice(a, b)));
}
