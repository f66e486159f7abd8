// Refusals that only those meet who wait for books; the rest is said as everywhere.
import { ApiError } from '@/api/client';
import { fieldProblem, problem } from '@/features/account/problems';
import type { Words } from '@/features/account/useSending';
import type { I18n } from '@/i18n/useI18n';

const OF_WISHES = ['too_many_wishes', 'wish_not_found', 'alert_not_found'] as const;
const OF_IMPORT = ['import_not_goodreads', 'import_empty', 'import_file_unreadable', 'too_many_books', 'goodreads_import_under_way', 'file_changed', 'goodreads_import_missing'] as const;

const known = <K extends string>(codes: readonly K[], code: string): code is K => (codes as readonly string[]).includes(code);

export const words: Words = {
  field: (t, name, code) => (name === 'price_max' && code === 'out_of_range' ? t('wish.price.range') : fieldProblem(t, name, code)),
  all: (t, error) => {
    if (error instanceof ApiError && known(OF_WISHES, error.code)) return t(`problem.${error.code}`);
    return problem(t, error);
  },
};

/** Of a file, whether it was sent, read or taken over. A code of another reader of files is a file that cannot be read. */
export function importProblem(t: I18n['t'], error: unknown): string {
  if (!(error instanceof ApiError)) return problem(t, error);
  if (known(OF_IMPORT, error.code)) return t(`import.problem.${error.code}`);
  if (error.code.startsWith('import_')) return t('import.problem.import_file_unreadable');
  // What the store of objects refuses has no words of its own.
  return [403, 410, 411, 413].includes(error.status) ? t('import.problem.upload') : problem(t, error);
}
