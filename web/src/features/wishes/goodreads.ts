// A Goodreads library on its way here: the file, and what the catalogue does not have of it.
import { body } from '@/api/client';
import type { GoodreadsBooks, GoodreadsImport } from '@/api/types';
import { put } from '@/features/selling/upload';
import { own } from '@/features/session/own';

export const MOST_BYTES = 5_000_000;

/** Sends the file; what would become of it is asked then. `progress`: from 0 to 1. */
export async function sendLibrary(file: File, progress: (part: number) => void, signal: AbortSignal): Promise<void> {
  const { url, content_type: type } = await body(own.POST('/api/v1/me/goodreads-import', { body: { bytes: file.size }, signal }));
  await put(url, type, file, progress, signal);
}

export const applyLibrary = (file: string): Promise<GoodreadsImport> => body(own.POST('/api/v1/me/goodreads-import/apply', { body: { file } }));

// A spreadsheet takes what begins like this for a formula.
const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;

/** What was not found, as a table that spreadsheets open: with the mark by which they know UTF-8. */
export const tableOf = ({ items }: GoodreadsBooks): string =>
  `\ufeff${[['Title', 'Author', 'ISBN13'], ...items.map(({ title, author = '', isbn13 = '' }) => [title, author, isbn13])].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
