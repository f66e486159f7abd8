import type { NewReport, Violation } from '@/api/types';
import type { Target } from './target';

/** In the order in which people look for what bothers them. */
export const VIOLATIONS: readonly Violation[] = ['not_as_described', 'fraud', 'counterfeit', 'prohibited', 'offensive', 'personal_data', 'spam', 'other'];

export const MOST_CHARACTERS = 1000;

/** As it is typed. Nothing is chosen from the start: the first answer would be given too often. */
export interface ReportWords {
  violation: Violation | '';
  text: string;
}

export function bodyOf(target: Target, { violation, text }: ReportWords): NewReport {
  const said = text.trim();
  return {
    ...(target.kind === 'copy' ? { copy_id: target.id } : { seller_id: target.id }),
    violation: violation || 'other',
    ...(said && { text: said }),
  };
}
