import { barePath, localeOf, localPath } from '@/i18n/locale';

// Where nobody wants to come back to after signing in.
const DOORS = ['/sign-in', '/sign-up', '/verify-email', '/reset-password', '/goodbye'];

/**
 * Where to go after signing in, from an address that anybody can have written: a path of this site, or undefined.
 * Read as the browser reads it: «/\t/evil.example» and «/\evil.example» are other hosts, and «/.//evil.example» is one
 * as soon as it is resolved a second time.
 */
export function safeNext(given: string | null, origin: string): string | undefined {
  if (!given?.startsWith('/') || !URL.canParse(given, origin)) return undefined;
  const { origin: there, pathname, search, hash } = new URL(given, origin);
  if (there !== origin || pathname.startsWith('//') || DOORS.includes(barePath(pathname))) return undefined;
  return pathname + search + hash;
}

/** The page to sign in on, which leads back. `from`: a path of this site. */
export function signInPath(from: string): string {
  return withNext(localPath(localeOf(from), '/sign-in'), from);
}

export function withNext(path: string, from: string | undefined): string {
  // The home page is where one comes without being told.
  const worth = from !== undefined && !['/', '/en'].includes(from) && !DOORS.includes(barePath(new URL(from, 'http://here').pathname));
  return worth ? `${path}?next=${encodeURIComponent(from)}` : path;
}
