// Files that one takes away: what was rejected, what is on the shelf, and a sample of what can be sent.
import { ApiError, NoAnswer } from '@/api/client';
import type { ExportFormat } from '@/api/types';
import { csv, save } from '@/components/save';
import { own } from '@/features/session/own';
import type { Locale } from '@/i18n/locale';

export const EXPORTS: readonly ExportFormat[] = ['csv', 'abebooks', 'uiee'];
const NAMES: Record<ExportFormat, string> = { csv: 'bookmarket.csv', abebooks: 'bookmarket-abebooks.txt', uiee: 'bookmarket-uiee.txt' };

interface Answer {
  data?: Blob;
  error?: unknown;
  response: Response;
}

async function fetched(request: Promise<unknown>): Promise<{ file: Blob; response: Response }> {
  const { data, error, response } = await request.catch((cause: unknown) => {
    throw cause instanceof TypeError ? new NoAnswer('no answer', { cause }) : cause;
  }) as Answer;
  if (data === undefined) throw new ApiError(response, error);
  return { file: data, response };
}

/** Throws ApiError and NoAnswer, as the others here. */
export async function saveRejects(id: string): Promise<void> {
  const { file } = await fetched(own.GET('/api/v1/me/imports/{id}/rejects', { params: { path: { id } }, parseAs: 'blob' }));
  save('rejected.csv', file);
}

const cursorOf = (response: Response): string | undefined => {
  const [, next] = /<([^>]+)>;\s*rel="next"/.exec(response.headers.get('Link') ?? '') ?? [];
  return next === undefined ? undefined : (new URL(next, location.href).searchParams.get('cursor') ?? undefined);
};

/** Without its line of column names, which no cell with a line end comes before. */
const rowsOf = async (file: Blob) => (await file.text()).replace(/^[^\n]*\n/, '');

/** All of the shelf as one file, in as many requests as the server wants. Its name. */
export async function saveShelf(format: ExportFormat): Promise<string> {
  const parts: (Blob | string)[] = [];
  let cursor: string | undefined;
  do {
    const { file, response } = await fetched(own.GET('/api/v1/me/copies/export', { params: { query: { format, ...(cursor && { cursor }) } }, parseAs: 'blob' }));
    parts.push(parts.length === 0 || format === 'uiee' ? file : await rowsOf(file));
    cursor = cursorOf(response);
  } while (cursor !== undefined);
  const name = NAMES[format];
  save(name, new Blob(parts, { type: 'text/plain;charset=utf-8' }));
  return name;
}

const SAMPLE: Record<Locale, string[][]> = {
  uk: [
    ['артикул', 'назва', 'автор', 'isbn', 'видавництво', 'рік', 'мова', 'стан', 'ціна', 'кількість', 'обмін', 'примітки'],
    ['А-1', 'Тіні забутих предків', 'Михайло Коцюбинський', '', 'Дніпро', '1989', 'українська', 'добрий', '120', '1', 'ні', 'Дарчий напис на форзаці'],
    ['А-2', 'Лісова пісня', 'Леся Українка', '', 'Веселка', '1976', 'українська', 'прийнятний', '85,50', '2', 'так', ''],
    ['А-3', 'Маруся Чурай', 'Ліна Костенко', '', 'Радянський письменник', '1979', 'українська', 'дуже добрий', '', '1', 'так', 'Лише обмін'],
  ],
  en: [
    ['reference', 'title', 'author', 'isbn', 'publisher', 'year', 'language', 'condition', 'price', 'quantity', 'exchange', 'notes'],
    ['A-1', 'Shadows of Forgotten Ancestors', 'Mykhailo Kotsiubynsky', '', 'Ukrainian Academic Press', '1981', 'English', 'good', '120', '1', 'no', 'Inscribed on the endpaper'],
    ['A-2', 'Pride and Prejudice', 'Jane Austen', '', 'Penguin', '1972', 'English', 'acceptable', '85.50', '2', 'yes', ''],
    ['A-3', 'Great Expectations', 'Charles Dickens', '', 'Penguin', '1965', 'English', 'very good', '', '1', 'yes', 'Exchange only'],
  ],
};

/** Ukrainian spreadsheets divide cells by semicolons, English ones by commas; both know UTF-8 by its mark. */
export function saveSample(locale: Locale) {
  const divider = locale === 'uk' ? ';' : ',';
  save(locale === 'uk' ? 'zrazok.csv' : 'sample.csv', csv(`\ufeff${SAMPLE[locale].map((row) => row.join(divider)).join('\r\n')}\r\n`));
}
