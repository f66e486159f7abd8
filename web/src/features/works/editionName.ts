import type { Edition } from '@/api/types';

/** «Фоліо, 2017»: what tells one edition from another in a chip; undefined when nothing does. */
export function editionName({ publisher, place, year }: Edition): string | undefined {
  const name = [publisher ?? place, year === undefined ? undefined : String(year)].filter(Boolean).join(', ');
  return name === '' ? undefined : name;
}
