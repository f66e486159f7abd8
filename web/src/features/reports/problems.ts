// Refusals that only those meet who report something or appeal a decision; the rest is said as everywhere.
import { ApiError } from '@/api/client';
import { fieldProblem, problem } from '@/features/account/problems';
import type { Words } from '@/features/account/useSending';
import type { I18n } from '@/i18n/useI18n';

const OF_ALL = ['already_reported', 'already_appealed', 'appeal_too_late', 'decision_not_found'] as const;
const HOUR = 3600;

function ofAll(t: I18n['t'], error: unknown): string {
  if (!(error instanceof ApiError)) return problem(t, error);
  const known = OF_ALL.find((code) => code === error.code);
  if (known) return t(`problem.${known}`);
  if (error.code === 'copy_not_found' || error.code === 'seller_not_found') return t('problem.reported_gone');
  if (error.fields.some(({ code }) => code === 'your_own')) return t('problem.reported_own');
  // A day's worth of reports: minutes would not be the measure.
  if (error.status === 429 && (error.retryAfter ?? 0) > HOUR) return t('problem.reports_a_day', { n: Math.ceil((error.retryAfter ?? 0) / HOUR) });
  return problem(t, error);
}

export const words: Words = {
  field: (t, name, code) => (code === 'required' ? t('problem.missing') : fieldProblem(t, name, code)),
  all: ofAll,
};
