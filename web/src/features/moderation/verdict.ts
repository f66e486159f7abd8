// What may be decided, and what follows from it. As the server has it (src/services/catalog/domain/moderation.hpp).
import type { Case, DecisionAction, NewDecision, Violation } from '@/api/types';

/** As it is typed. Nothing is chosen from the start but what most reports say is wrong. */
export interface Verdict {
  action: DecisionAction | '';
  violation: Violation | '';
  ground: NonNullable<NewDecision['ground']> | '';
  ground_text: string;
  text: string;
}

export function actionsFor({ kind, copy_id: copy }: Pick<Case, 'kind' | 'copy_id'>): DecisionAction[] {
  if (kind === 'appeal') return ['uphold', 'reject'];
  return copy === undefined ? ['dismiss', 'ask_to_amend', 'block_account'] : ['dismiss', 'hide_copy', 'remove_copy', 'ask_to_amend', 'block_account'];
}

const RESTRICTING = ['hide_copy', 'remove_copy', 'ask_to_amend', 'block_account'] as const;

/** Whether it takes something from somebody, who then gets a statement of reasons. */
export const restricts = (action: DecisionAction | ''): boolean => (RESTRICTING as readonly string[]).includes(action);

/** The letter that goes with it; src/services/auth/domain/letters.cpp has its words. Undefined: there is none. */
export function letterOf(action: DecisionAction | ''): 'copy_hidden' | 'amendment_asked' | 'account_blocked' | 'appeal_upheld' | 'appeal_rejected' | undefined {
  switch (action) {
    case 'hide_copy':
    case 'remove_copy':
      return 'copy_hidden';
    case 'ask_to_amend':
      return 'amendment_asked';
    case 'block_account':
      return 'account_blocked';
    case 'uphold':
      return 'appeal_upheld';
    case 'reject':
      return 'appeal_rejected';
    default:
      return undefined;
  }
}

/** What most reports say is wrong; of several the one that was said first. */
export function mostReported(reports: { violation: Violation }[]): Violation | '' {
  const count = new Map<Violation, number>();
  // They come newest first.
  for (const { violation } of reports.toReversed()) count.set(violation, (count.get(violation) ?? 0) + 1);
  const most = Math.max(0, ...count.values());
  return [...count].find(([, n]) => n === most)?.[0] ?? '';
}

export function bodyOf(version: number, { action, violation, ground, ground_text: rule, text }: Verdict): NewDecision {
  return {
    version,
    action: action || 'dismiss',
    text: text.trim(),
    ...(restricts(action) && { ...(violation && { violation }), ...(ground && { ground }), ground_text: rule.trim() }),
  };
}
