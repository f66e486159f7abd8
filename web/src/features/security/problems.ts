// Refusals that only those meet who change what opens their account; the rest is said as everywhere.
import { ApiError } from '@/api/client';
import { fieldProblem, problem } from '@/features/account/problems';
import type { Words } from '@/features/account/useSending';

const OF_ALL = [
  'last_way_in', 'too_many_passkeys', 'passkey_not_found', 'totp_on', 'totp_off', 'totp_not_begun', 'too_many_api_tokens', 'api_token_not_found', 'second_factor_required',
] as const;

export const words: Words = {
  field: (t, name, code) => (name === 'name' && code === 'too_short' ? t('problem.missing') : fieldProblem(t, name, code)),
  all: (t, error) => {
    const known = error instanceof ApiError && OF_ALL.find((code) => code === error.code);
    return known ? t(`problem.${known}`) : problem(t, error);
  },
};
