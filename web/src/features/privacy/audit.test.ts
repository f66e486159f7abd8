import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import privacyEn from '@/i18n/privacy/en.json';
import privacyUk from '@/i18n/privacy/uk.json';
import securityEn from '@/i18n/security/en.json';
import securityUk from '@/i18n/security/uk.json';
import { sentenceOf, stayedAt } from './audit';

const SERVICES = join(import.meta.dirname, '../../../../src/services');
const sources = readdirSync(SERVICES, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.cpp'));
// Up to the end of the statement; what is declared has no argument `auth`.
const calls = sources.flatMap((file) =>
  [...readFileSync(join(SERVICES, file), 'utf8').matchAll(/\b(note|note_both|tell)\((?:\*?auth),([^;]*);/g)].map(([, by, rest = '']) => ({ file, by, kind: /"(\w+)"/.exec(rest)?.[1] })));
const kindsBy = (...names: string[]) => [...new Set(calls.flatMap(({ by = '', kind }) => (kind && names.includes(by) ? [kind] : [])))];

// What moderators do is noted by the catalogue, and what they decided by its own name.
const noted = sources.flatMap((file) => [...readFileSync(join(SERVICES, file), 'utf8').matchAll(/note_later\([^;]*?\.action = "(\w+)"/g)].map(([, kind = '']) => kind));
const enums: unknown[] = [];
JSON.parse(readFileSync(join(SERVICES, '../../api/openapi.json'), 'utf8'), (key, value: unknown) => { if (key === 'enum') enums.push(value); return value; });
const decided = (enums.find((names) => Array.isArray(names) && names.includes('ask_to_amend')) as string[]).filter((name) => name !== 'dismiss');

const uk: Record<string, string> = { ...securityUk, ...privacyUk };
const en: Record<string, string> = { ...securityEn, ...privacyEn };

describe('what is noted of an account', () => {
  it('is found in the server: all but what passes a name on', () => {
    expect(calls.filter(({ kind }) => kind === undefined).map(({ file }) => file).sort()).toEqual(['auth/usecases/find_account.cpp', 'auth/usecases/find_account.cpp', 'auth/usecases/own_identities.cpp', 'auth/usecases/set_up_totp.cpp']);
    expect(kindsBy('note')).toContain('request_erasure');
    expect(kindsBy('tell')).toContain('confirm_totp');
    expect(kindsBy('note_both')).toContain('set_roles');
    expect(noted).toContain('take_case');
    expect(decided).toContain('uphold');
  });

  it.each([...kindsBy('note', 'tell', 'note_both'), ...new Set([...noted, ...decided])])('has its words in both languages: %s', (action) => {
    const id = sentenceOf({ action });
    expect(id).not.toBe('account.audit.other');
    expect(uk[id]).toMatch(/\p{Script=Cyrillic}/u);
    expect(en[id]).toMatch(/[a-z]/);
  });

  it.each(kindsBy('note_both'))('is said otherwise to who did it: %s', (action) => {
    const [mine, theirs] = [sentenceOf({ action }), sentenceOf({ action, to: '019c' })];
    expect(uk[theirs]).toMatch(/^Ви /);
    expect(uk[mine]).not.toBe(uk[theirs]);
    expect(en[mine]).not.toBe(en[theirs]);
  });

  it('is named where this client does not know it', () => {
    expect(sentenceOf({ action: 'of_tomorrow' })).toBe('account.audit.other');
  });
});

describe('somebody who wanted to leave', () => {
  const entry = (action: string, at: string) => ({ action, at, address: '', user_agent: '' });

  it('has stayed, where coming back was the last word', () => {
    expect(stayedAt([entry('sign_in', '3'), entry('erasure_called_off', '2'), entry('request_erasure', '1')])).toBe('2');
    expect(stayedAt([entry('request_erasure', '4'), entry('erasure_called_off', '2')])).toBeUndefined();
    expect(stayedAt([entry('sign_in', '1')])).toBeUndefined();
  });
});
