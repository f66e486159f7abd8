// What a wish asks of a copy, as a form holds it and as the API does.
import type { Wish, WishBody, Work } from '@/api/types';
import { type Grade, GRADES, gradeRank, isGrade } from '@/api/vocabulary';
import { parsePrice, writePrice } from '@/features/selling/terms';

/** Of a wish, what it asks of a copy. */
type Conditions = Pick<Wish, 'edition' | 'worst_grade' | 'price_max' | 'exchange'>;

export interface WishTerms {
  target: 'work' | 'edition';
  /** Empty: any. */
  worst_grade: Grade | '';
  /** As typed; empty: whatever it costs. */
  price_max: string;
  exchange: boolean;
}

export const anyCopy = (target: WishTerms['target']): WishTerms => ({ target, worst_grade: '', price_max: '', exchange: true });

export const termsOf = ({ edition, worst_grade, price_max, exchange }: Conditions): WishTerms => ({
  target: edition ? 'edition' : 'work',
  worst_grade: worst_grade && isGrade(worst_grade) ? worst_grade : '',
  price_max: price_max ? writePrice(price_max) : '',
  exchange,
});

/** `edition`: where only that one will do. */
export function bodyOf({ target, worst_grade, price_max, exchange }: WishTerms, work: string, edition: string | undefined): WishBody {
  const amount = parsePrice(price_max);
  return {
    ...(target === 'edition' && edition !== undefined ? { edition_id: edition } : { work_id: work }),
    ...(worst_grade && { worst_grade }),
    ...(amount !== undefined && { price_max: { amount, currency: 'UAH' } }),
    exchange,
  };
}

/** The same wish once more, for who took it back by mistake. */
export const againOf = (wish: Wish): WishBody => bodyOf(termsOf(wish), wish.work_id, wish.edition?.id);

/** Grades as one chooses the worst of them: best first, any last. */
export const WORST: readonly (Grade | '')[] = [...GRADES.slice(0, -1), ''];

/** The lowest price among the copies of a work that fit a wish; undefined when none of them has a price. */
export function cheapest({ copies }: Pick<Work, 'copies'>, { edition, worst_grade, price_max }: Conditions) {
  const fitting = copies.filter((copy) =>
    copy.price
    && copy.status === 'available'
    && (!edition || copy.edition_id === edition.id)
    && (!worst_grade || gradeRank(copy.grade) <= gradeRank(worst_grade))
    && (!price_max || copy.price.amount <= price_max.amount));
  const [first, ...others] = fitting.flatMap(({ price }) => (price ? [price] : []));
  return others.reduce((least, price) => (least && price.amount < least.amount ? price : least), first);
}
