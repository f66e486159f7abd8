// What the audit of an account tells, in sentences. A test compares these names with those that the server writes down.
import type { AuditEntry } from '@/api/types';
import type { MessageId } from '@/i18n/messages';

const OWN = [
  'sign_in', 'sign_in_with_passkey', 'sign_in_with_oidc', 'link_identity', 'unlink_identity', 'change_password', 'reset_password', 'refresh_token_replayed', 'register_passkey', 'rename_passkey', 'remove_passkey',
  'passkey_counter_went_back', 'confirm_totp', 'remove_totp', 'renew_recovery_codes', 'use_recovery_code', 'second_factor_failed', 'prove_identity',
  'change_email', 'email_changed', 'create_api_token', 'remove_api_token', 'request_export', 'request_erasure', 'erasure_called_off', 'find_account',
  'report', 'appeal_decision', 'appeal_for', 'take_case', 'decide_case', 'hide_copy', 'remove_copy', 'ask_to_amend', 'uphold', 'reject',
] as const;
/** Both sides see these: to whom it was done, and who did it. */
const BETWEEN_TWO = ['block_account', 'unblock_account', 'set_roles'] as const;
/** Who did not do these themselves should look into it. */
const ALARMING: readonly string[] = ['refresh_token_replayed', 'passkey_counter_went_back', 'second_factor_failed'];

const among = <K extends string>(names: readonly K[], action: string): K | undefined => names.find((name) => name === action);

/** Something that this client does not know yet is told by its name. */
export function sentenceOf({ action, to }: Pick<AuditEntry, 'action' | 'to'>): MessageId {
  const between = among(BETWEEN_TWO, action);
  if (between) return to === undefined ? `account.audit.${between}` : `account.audit.${between}.to`;
  const own = among(OWN, action);
  return own ? `account.audit.${own}` : 'account.audit.other';
}

export const isAlarming = ({ action }: Pick<AuditEntry, 'action'>): boolean => ALARMING.includes(action);

/** The moment when somebody came back who had asked to be erased, if that was the last word, and not long ago. */
export function stayedAt(newest: readonly AuditEntry[]): string | undefined {
  const last = newest.find(({ action }) => action === 'erasure_called_off' || action === 'request_erasure');
  return last?.action === 'erasure_called_off' ? last.at : undefined;
}
