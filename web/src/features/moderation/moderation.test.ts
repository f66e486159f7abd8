import { describe, expect, it } from 'vitest';
import { filtersOf, queuePath } from './filters';
import { actionsFor, bodyOf, letterOf, mostReported, restricts } from './verdict';
import { waitSince } from './waits';

describe('a verdict', () => {
  it('offers what may be decided about a copy, a person and an appeal', () => {
    expect(actionsFor({ kind: 'reports', copy_id: 'c' })).toContain('remove_copy');
    expect(actionsFor({ kind: 'reports' })).toEqual(['dismiss', 'ask_to_amend', 'block_account']);
    expect(actionsFor({ kind: 'appeal', copy_id: 'c' })).toEqual(['uphold', 'reject']);
  });

  it('begins with what most reports say, and of several with what was said first', () => {
    const said = (...violations: ('spam' | 'fraud' | 'other')[]) => violations.map((violation) => ({ violation }));
    expect(mostReported(said('spam', 'fraud', 'fraud'))).toBe('fraud');
    expect(mostReported(said('spam', 'fraud'))).toBe('fraud');
    expect(mostReported([])).toBe('');
  });

  it('is sent with its grounds only where it takes something from somebody', () => {
    const typed = { violation: 'spam', ground: 'law', ground_text: ' ст. 1 ', text: ' Ось чому. ' } as const;
    expect(bodyOf(3, { ...typed, action: 'hide_copy' })).toEqual({ version: 3, action: 'hide_copy', violation: 'spam', ground: 'law', ground_text: 'ст. 1', text: 'Ось чому.' });
    expect(bodyOf(3, { ...typed, action: 'dismiss' })).toEqual({ version: 3, action: 'dismiss', text: 'Ось чому.' });
  });

  it('goes with a letter wherever it takes something or answers an appeal', () => {
    for (const action of actionsFor({ kind: 'reports', copy_id: 'c' })) expect(letterOf(action) !== undefined).toBe(restricts(action));
    expect(letterOf('uphold')).toBe('appeal_upheld');
    expect(letterOf('')).toBeUndefined();
  });
});

describe('a wait', () => {
  const now = Date.parse('2026-11-28T12:00:00Z');
  it.each([
    ['2026-11-28T11:59:30Z', 'minutes', 0, false],
    ['2026-11-28T11:00:01Z', 'minutes', 59, false],
    ['2026-11-28T11:00:00Z', 'hours', 1, false],
    ['2026-11-27T12:00:00Z', 'hours', 24, true],
    ['2026-11-26T12:00:00Z', 'days', 2, true],
    ['2026-11-28T12:05:00Z', 'minutes', 0, false],
  ] as const)('since %s is told in %s', (since, unit, n, long) => {
    expect(waitSince(since, now)).toEqual({ unit, n, long });
  });
});

describe('the address of the queue', () => {
  it('keeps what is chosen, and leaves out what it does not know', () => {
    for (const filters of [{ state: 'open', kind: undefined, mine: false }, { state: 'decided', kind: 'appeal', mine: true }] as const) {
      expect(filtersOf(new URL(queuePath(filters), 'http://here').searchParams)).toEqual(filters);
    }
    expect(queuePath({ state: 'open', kind: undefined, mine: false })).toBe('/moderation');
    expect(filtersOf(new URLSearchParams('state=lost&kind=rude&mine=yes'))).toEqual({ state: 'open', kind: undefined, mine: false });
  });
});
