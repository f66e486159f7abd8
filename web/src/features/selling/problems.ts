// Refusals that only those meet who offer books; the rest is said as everywhere.
import { ApiError } from '@/api/client';
import { fieldProblem, problem } from '@/features/account/problems';
import type { Words } from '@/features/account/useSending';
import type { I18n } from '@/i18n/useI18n';

type T = I18n['t'];

const AT_FIELD = ['nothing_offered', 'out_of_range', 'place_unknown', 'not_an_isbn', 'image_broken', 'image_too_large', 'unsupported_image'] as const;
const OF_ALL = ['copy_reserved', 'copy_sold', 'copy_not_found', 'draft_not_found', 'too_many_drafts', 'too_many_photos', 'photo_not_found'] as const;

const known = <K extends string>(codes: readonly K[], code: string): code is K => (codes as readonly string[]).includes(code);

/** Something the client itself refuses, in words. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

export const words: Words = {
  field: (t, name, code) => {
    if (name === 'title' && code === 'too_short') return t('problem.missing');
    if (name === 'year') return t('problem.year');
    return known(AT_FIELD, code) ? t(`problem.${code}`) : fieldProblem(t, name, code);
  },
  all: (t, error) => {
    if (error instanceof Refusal) return error.message;
    if (error instanceof ApiError && known(OF_ALL, error.code)) return t(`problem.${error.code}`);
    return problem(t, error);
  },
};

/** Of a photo there is one field: what is wrong with it is what is wrong. */
export function photoProblem(t: T, error: unknown): string {
  const [field] = error instanceof ApiError ? error.fields : [];
  return field ? words.field(t, 'photo', field.code) : words.all(t, error);
}
