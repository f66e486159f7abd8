import { describe, expect, it } from 'vitest';
import { barePath, localeOf, localPath } from './locale';

describe('the language of an address', () => {
  it('is English under /en and Ukrainian elsewhere', () => {
    expect(localeOf('/en')).toBe('en');
    expect(localeOf('/en/about')).toBe('en');
    expect(localeOf('/')).toBe('uk');
    expect(localeOf('/encyclopedia')).toBe('uk');
  });

  it.each(['/', '/about', '/works/1'])('can be taken off and put back: %s', (path) => {
    expect(barePath(localPath('en', path))).toBe(path);
    expect(barePath(localPath('uk', path))).toBe(path);
  });

  it('keeps the query of the page', () => {
    expect(localPath('en', '/search?q=a')).toBe('/en/search?q=a');
  });
});
