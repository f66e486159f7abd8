import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import { ApiError, NoAnswer } from '@/api/client';
import people from '@/i18n/people/uk.json';
import uk from '@/i18n/uk.json';
import { NotProven, PasskeyFailure } from './refusals';
import { fieldProblem, isTokenInvalid, problem } from './problems';

const intl = createIntl({ locale: 'uk', messages: { ...uk, ...people } });
const t = (id: string, values?: Record<string, string | number>) => intl.formatMessage({ id: id as keyof typeof uk }, values).replaceAll('\u00a0', ' ');
const refusal = (status: number, body: unknown, headers = {}) => new ApiError(new Response(null, { status, headers }), body);

describe('what is wrong with a field', () => {
  it.each(['missing', 'bad_email', 'too_long', 'bad_format', 'contains_account_words', 'too_common', 'breached', 'wrong_password'])('is said in words: %s', (code) => {
    expect(fieldProblem(t, 'password', code)).toBe(people[`problem.${code}` as keyof typeof people]);
  });

  it('depends on the field where a text is too short', () => {
    expect(fieldProblem(t, 'password', 'too_short')).toMatch(/15 знаків/);
    expect(fieldProblem(t, 'current_password', 'too_short')).toMatch(/15 знаків/);
    expect(fieldProblem(t, 'name', 'too_short')).toBe(people['problem.name.too_short']);
  });

  it('is said in general where the code is new', () => {
    expect(fieldProblem(t, 'email', 'of_tomorrow')).toBe(people['problem.field']);
  });
});

describe('why an attempt failed', () => {
  it('says how long to wait, in seconds, minutes and hours', () => {
    expect(problem(t, refusal(429, { code: 'too_many_attempts' }, { 'Retry-After': '21' }))).toBe('Забагато спроб. Спробуйте знову за 21 секунду.');
    expect(problem(t, refusal(429, { code: 'too_many_attempts' }, { 'Retry-After': '241' }))).toBe('Забагато спроб. Спробуйте знову за 5 хвилин.');
    expect(problem(t, refusal(429, { code: 'too_many_attempts' }, { 'Retry-After': '86000' }))).toBe('Забагато спроб. Спробуйте знову за 24 години.');
    expect(problem(t, refusal(429, {}))).toBe(people['problem.too_many']);
  });

  it('tells a reader without a network from a server without an answer', () => {
    expect(problem(t, new NoAnswer('no answer'), false)).toBe(people['problem.offline']);
    expect(problem(t, new NoAnswer('no answer'), true)).toBe(people['problem.noAnswer']);
    expect(problem(t, refusal(503, { code: 'store_unusable' }))).toBe(people['problem.noAnswer']);
  });

  it('says what became of a passkey, and of a proof that was not given', () => {
    expect(problem(t, new PasskeyFailure('cancelled'))).toBe(people['problem.passkey.cancelled']);
    expect(problem(t, new NotProven('closed'))).toBe(people['problem.not_proven']);
    expect(problem(t, refusal(401, { code: 'passkey_refused' }))).toBe(people['problem.passkey_refused']);
    const at = (pointer: string, code: string) => problem(t, refusal(400, { code: 'invalid_request', errors: [{ pointer, code }] }));
    expect(at('/body/credential', 'passkey_exists')).toBe(people['problem.passkey.exists']);
    expect(at('/body/credential', 'wrong_challenge')).toBe(people['problem.passkey.failed']);
    expect(at('/body/passkey', 'unknown_passkey')).toBe(people['problem.passkey.failed']);
  });

  it('gives the code by which the defect can be found', () => {
    expect(problem(t, refusal(500, { code: 'internal', trace_id: 'abc' }))).toContain('internal · abc');
    expect(problem(t, refusal(418, 'not even an object'))).toContain('unexpected_answer');
  });

  it('does not hide a defect of the client', () => {
    expect(() => problem(t, new RangeError('ours'))).toThrow('ours');
  });
});

describe('an answer of the server', () => {
  it('names its fields, and only what is one', () => {
    const { fields } = refusal(400, { errors: [{ pointer: '/body/email', code: 'bad_email', detail: '' }, 'x', null, { pointer: 1 }] });
    expect(fields.map(({ pointer, code }) => [pointer, code])).toEqual([['/body/email', 'bad_email']]);
    expect(refusal(400, { errors: 'x' }).fields).toEqual([]);
  });

  it('tells a link that is used up from everything else', () => {
    expect(isTokenInvalid(refusal(400, { errors: [{ pointer: '/body/token', code: 'token_invalid' }] }))).toBe(true);
    expect(isTokenInvalid(refusal(400, { errors: [{ pointer: '/body/password', code: 'breached' }] }))).toBe(false);
    expect(isTokenInvalid(new NoAnswer('no answer'))).toBe(false);
  });
});
