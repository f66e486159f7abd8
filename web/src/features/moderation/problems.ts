// Refusals that only moderators meet; the rest is said as everywhere.
import { ApiError } from '@/api/client';
import { fieldProblem, problem } from '@/features/account/problems';
import type { Words } from '@/features/account/useSending';

const OF_ALL = [
  'case_taken', 'case_not_taken', 'case_decided', 'case_changed', 'case_not_found', 'own_case', 'own_decision', 'not_allowed', 'not_yourself', 'nothing_to_appeal', 'already_appealed', 'appeal_too_late',
] as const;

export const words: Words = {
  field: (t, name, code) => (code === 'required' ? t('problem.missing') : fieldProblem(t, name, code)),
  all: (t, error) => {
    const known = error instanceof ApiError && OF_ALL.find((code) => code === error.code);
    return known ? t(`problem.${known}`) : problem(t, error);
  },
};
