export type Locale = 'uk' | 'en';

/** English lives under /en; everything else is Ukrainian. */
export function localeOf(pathname: string): Locale {
  return pathname === '/en' || pathname.startsWith('/en/') ? 'en' : 'uk';
}

/** The path without its language prefix; always begins with a slash. */
export function barePath(pathname: string): string {
  if (localeOf(pathname) === 'uk') return pathname;
  return pathname.slice(3) || '/';
}

/** The address of a page in the given language. */
export function localPath(locale: Locale, path: string): string {
  if (locale === 'uk') return path;
  return path === '/' ? '/en' : path.startsWith('/?') ? `/en${path.slice(1)}` : `/en${path}`;
}
