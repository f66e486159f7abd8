// What is wrong with files of stock and with their rows, in words that say what to do.
import { ApiError, NoAnswer } from '@/api/client';
import type { BulkRow } from '@/api/types';
import { fieldProblem, problem } from '@/features/account/problems';
import type { Words } from '@/features/account/useSending';
import type { MessageId } from '@/i18n/messages';
import type { I18n } from '@/i18n/useI18n';

type T = I18n['t'];
type RowMessage = BulkRow['problems'][number];

const OF_FILE = [
  'import_empty', 'import_no_title_column', 'import_duplicate_column', 'import_wrong_format', 'import_too_many_rows', 'import_too_many_columns',
  'import_too_large', 'import_under_way', 'too_many_copies', 'import_applying', 'import_not_ready',
] as const;
const FIELDS = [
  'title', 'authors', 'isbn', 'publisher', 'publication_place', 'year', 'language', 'translator', 'grade', 'price', 'currency', 'quantity',
  'exchange', 'settlement', 'notes', 'reference', 'status',
] as const;
const OF_VALUE = [
  'required', 'too_long', 'grade_unknown', 'not_a_price', 'ambiguous', 'currency_unknown', 'out_of_range', 'nothing_offered', 'not_yes_or_no',
  'not_a_number', 'not_for_sale', 'place_unknown', 'prohibited_item', 'not_a_language', 'not_an_isbn', 'not_a_year', 'too_many',
] as const;
const OF_FIELD = ['required.grade', 'out_of_range.price', 'out_of_range.quantity'] as const;
/** Codes that mean the same to whoever mends the file. */
const SAME: Record<string, string> = { wrong_prefix: 'not_an_isbn', wrong_check_digit: 'not_an_isbn', too_short: 'required', year_out_of_range: 'not_a_year' };
const OF_ROW: Record<string, MessageId> = {
  unterminated_quote: 'stock.code.quotes',
  text_after_closing_quote: 'stock.code.quotes',
  wrong_number_of_fields: 'stock.code.wrong_number_of_fields',
  invalid_utf8: 'stock.code.not_text',
  nul_byte: 'stock.code.not_text',
  record_too_large: 'stock.code.record_too_large',
  not_a_record: 'stock.code.not_a_record',
};

const known = <K extends string>(codes: readonly K[], code: string): code is K => (codes as readonly string[]).includes(code);

/** What is wrong with a value of a row, or with the row as a whole. A code this client does not know yet still names its field. */
export function rowProblem(t: T, { field, code, value }: RowMessage): string {
  if (field === '') return t(OF_ROW[code] ?? 'stock.code.row');
  const same = SAME[code] ?? code;
  const special = `${same}.${field}`;
  const what = t(known(OF_FIELD, special) ? `stock.code.${special}` : known(OF_VALUE, same) ? `stock.code.${same}` : 'stock.code.other');
  const name = known(FIELDS, field) ? t(`stock.field.${field}`) : field;
  return value ? t('stock.wrong.value', { field: name, value, what }) : t('stock.wrong', { field: name, what });
}

/** Of a file, whether it was sent, read or taken over. */
export function stockProblem(t: T, error: unknown): string {
  if (error instanceof NoAnswer && navigator.onLine) return t('stock.problem.broken');
  if (!(error instanceof ApiError)) return problem(t, error);
  if (known(OF_FILE, error.code)) return t(`stock.problem.${error.code}`, { auto: t('stock.auto') });
  if (error.code.startsWith('import_')) return t('stock.problem.unreadable');
  // What the store of objects refuses has no words of its own.
  return error.code === 'file_missing' || [403, 410, 411, 413].includes(error.status) ? t('stock.problem.upload') : problem(t, error);
}

export const words: Words = {
  field: (t, name, code) => (code === 'place_unknown' ? t('problem.place_unknown') : fieldProblem(t, name, code)),
  all: stockProblem,
};
