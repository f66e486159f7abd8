import { describe, expect, it } from 'vitest';
import { safeNext, signInPath, withNext } from './next';

const HERE = 'https://market.example';

describe('the way back after signing in', () => {
  it.each(['/works/1', '/en/search?q=a&genre=poetry', '/works/1#copies', '/', '/account'])('may be %s', (path) => {
    expect(safeNext(path, HERE)).toBe(path);
  });

  it.each([
    'https://evil.example/', '//evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '/\n/evil.example',
    '/.//evil.example', '/x/..//evil.example', '/%2e//evil.example', 'javascript:alert(1)', 'data:text/html,x', 'evil.example',
    ' //evil.example', 'https:evil.example', '', '//', 'works/1', '@evil.example',
  ])('is never %j', (address) => {
    expect(safeNext(address, HERE)).toBeUndefined();
  });

  it('is nowhere when nothing is said', () => {
    expect(safeNext(null, HERE)).toBeUndefined();
  });

  it.each(['/sign-in', '/en/sign-in?next=/a', '/sign-up', '/reset-password#token', '/en/verify-email', '/goodbye'])('does not turn in circles through %s', (path) => {
    expect(safeNext(path, HERE)).toBeUndefined();
  });

  it('stays what it was through the page of signing in', () => {
    const path = signInPath('/en/search?q=a&b=c#d');
    expect(path).toBe('/en/sign-in?next=%2Fen%2Fsearch%3Fq%3Da%26b%3Dc%23d');
    expect(safeNext(new URL(path, HERE).searchParams.get('next'), HERE)).toBe('/en/search?q=a&b=c#d');
  });

  it('is not written down where it says nothing', () => {
    expect(signInPath('/')).toBe('/sign-in');
    expect(signInPath('/en')).toBe('/en/sign-in');
    expect(signInPath('/sign-up?next=/works/1')).toBe('/sign-in');
    expect(withNext('/sign-up', undefined)).toBe('/sign-up');
  });
});
