// Refusals that only those meet who want to leave; the rest is said as everywhere.
import { ApiError } from '@/api/client';
import { fieldProblem, problem } from '@/features/account/problems';
import type { Words } from '@/features/account/useSending';

export const words: Words = {
  field: (t, name, code) => (code === 'email_differs' ? t('problem.email_differs') : fieldProblem(t, name, code)),
  all: (t, error) => (error instanceof ApiError && error.code === 'last_admin' ? t('problem.last_admin') : problem(t, error)),
};
