// The server's refusals in words of the reader's language.
import { ApiError, type FieldError, NoAnswer } from '@/api/client';
import type { MessageId } from '@/i18n/messages';
import type { I18n } from '@/i18n/useI18n';
import { NotProven, PasskeyFailure } from './refusals';

type T = I18n['t'];

const AT_FIELD = ['missing', 'bad_email', 'too_long', 'bad_format', 'contains_account_words', 'too_common', 'breached', 'wrong_password', 'wrong_code'] as const;
const OF_ALL = ['bad_credentials', 'email_unverified', 'account_blocked', 'reauthentication_required', 'token_invalid', 'passkey_refused'] as const;

const known = <K extends string>(codes: readonly K[], code: string): code is K => (codes as readonly string[]).includes(code);

/** What is wrong with the field `name` of a body. A code this client does not know yet still marks its field. */
export function fieldProblem(t: T, name: string, code: string): string {
  if (code === 'too_short') return t(name.endsWith('password') ? 'problem.password.too_short' : name === 'name' ? 'problem.name.too_short' : 'problem.missing');
  return t(known(AT_FIELD, code) ? `problem.${code}` : 'problem.field');
}

/** Why an attempt as a whole failed. */
export function problem(t: T, error: unknown, online = navigator.onLine): string {
  if (error instanceof NoAnswer) return t(online ? 'problem.noAnswer' : 'problem.offline');
  if (error instanceof PasskeyFailure) return t(`problem.passkey.${error.reason}`);
  if (error instanceof NotProven) return t('problem.not_proven');
  if (!(error instanceof ApiError)) throw error;
  const { status, retryAfter } = error;
  if (status === 429) return wait(t, retryAfter);
  if (error.fields.some(ofPasskey)) return t(error.fields.some(({ code }) => code === 'passkey_exists') ? 'problem.passkey.exists' : 'problem.passkey.failed');
  if (known(OF_ALL, error.code)) return t(`problem.${error.code}`);
  const code = [error.code, error.trace].filter(Boolean).join(' · ');
  const id: MessageId = status === 503 ? 'problem.noAnswer' : status >= 500 ? 'problem.ours' : 'problem.other';
  return t(id, { code });
}

const ofPasskey = ({ pointer }: FieldError) => /^\/body\/(credential|passkey)\b/.test(pointer);

function wait(t: T, seconds: number | undefined): string {
  if (seconds === undefined) return t('problem.too_many');
  if (seconds <= 90) return t('problem.too_many.seconds', { n: seconds });
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? t('problem.too_many.minutes', { n: minutes }) : t('problem.too_many.hours', { n: Math.ceil(minutes / 60) });
}

/** The link of a letter was used, or is too old. */
export const isTokenInvalid = (error: unknown): boolean =>
  error instanceof ApiError && error.fields.some(({ pointer }) => pointer === '/body/token');
