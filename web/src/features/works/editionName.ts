import type { Edition } from '@/api/types';
import type { I18n } from '@/i18n/useI18n';

/** «Фоліо, 2017»: what tells one edition from another in a chip; what is unknown is said in words. */
export function editionName({ publisher, place, year }: Edition, { t }: Pick<I18n, 't'>): string {
  const printer = publisher ?? place;
  if (printer === undefined && year === undefined) return t('work.edition.unnamed');
  return [printer, year === undefined ? t('year.unknown') : String(year)].filter(Boolean).join(', ');
}
