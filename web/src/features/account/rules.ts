// What can be told before the server is asked; the rest it knows better.
import type { I18n } from '@/i18n/useI18n';

/**
 * Characters of a password that is the only proof of who one is (NIST SP 800-63B-4, 3.1.1.2): as the server counts. Of
 * an account that has a second proof the server takes shorter ones, so only for a new account this is a rule.
 */
export const LEAST = 15;
export const lengthOf = (password: string) => Array.from(password.normalize('NFC')).length;

export const needed = (t: I18n['t']) => ({ required: t('problem.missing') });
export const firstPassword = (t: I18n['t']) => ({
  ...needed(t),
  validate: (typed: string) => lengthOf(typed) >= LEAST || t('problem.password.too_short'),
});
