import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiError } from '@/api/client';
import type { I18n } from '@/i18n/useI18n';
import { forgetReport, keepReport, keptReport } from './kept';
import { words } from './problems';
import { bodyOf } from './terms';

const t: I18n['t'] = (id, values) => [id, ...Object.values(values ?? {})].join(' ');
const refusal = (status: number, code: string, more: object = {}, headers?: HeadersInit) => new ApiError(new Response(null, { status, ...(headers && { headers }) }), { code, ...more });

describe('a report', () => {
  it('names a copy or a person, and says nothing rather than spaces', () => {
    expect(bodyOf({ kind: 'copy', id: 'c', owner: 'p' }, { violation: 'spam', text: ' ' })).toEqual({ copy_id: 'c', violation: 'spam' });
    expect(bodyOf({ kind: 'person', id: 'p' }, { violation: 'other', text: ' Ось що. ' })).toEqual({ seller_id: 'p', violation: 'other', text: 'Ось що.' });
  });

  it('is refused in words that tell what to do', () => {
    expect(words.all(t, refusal(409, 'already_reported'))).toBe('problem.already_reported');
    expect(words.all(t, refusal(404, 'copy_not_found'))).toBe('problem.reported_gone');
    expect(words.all(t, refusal(400, 'invalid', { errors: [{ pointer: '/body/copy_id', code: 'your_own' }] }))).toBe('problem.reported_own');
    expect(words.all(t, refusal(429, 'too_many_attempts', {}, { 'Retry-After': '7201' }))).toBe('problem.reports_a_day 3');
    expect(words.all(t, refusal(429, 'too_many_attempts', {}, { 'Retry-After': '120' }))).toBe('problem.too_many.minutes 2');
  });
});

describe('a report that waits for its writer to sign in', () => {
  const kept = new Map<string, string>();
  beforeEach(() => {
    vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) });
  });
  afterEach(() => { vi.unstubAllGlobals(); kept.clear(); });
  const said = { violation: 'fraud', text: 'Просить наперед.' } as const;

  it('is kept for a day, for what it is about alone', () => {
    keepReport('c', said, 0);
    expect(keptReport('c', 86_399_999)).toEqual(said);
    expect(keptReport('d', 1)).toBeUndefined();
    expect(keptReport('c', 86_400_000)).toBeUndefined();
    forgetReport();
    expect(keptReport('c', 1)).toBeUndefined();
  });

  it('is not kept where nothing may be', () => {
    vi.stubGlobal('localStorage', undefined);
    keepReport('c', said);
    expect(keptReport('c')).toBeUndefined();
  });
});
