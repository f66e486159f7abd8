interface Book {
  authors: { name: string }[];
  volume?: string;
  /** In words when it is not known; left out where it would belong to another edition. */
  year?: string | undefined;
}

/** «Тарас Шевченко, т. 1, 1991»: at most two authors, then an ellipsis. */
export function bylineOf({ authors, volume, year }: Book): string {
  const names = authors.slice(0, 2).map((author) => author.name);
  if (authors.length > 2) names.push('…');
  return [...names, volume?.replaceAll(' ', '\u00a0'), year].filter(Boolean).join(', ').replace(', …', '…');
}

/** «1840–2020»: the years of the earliest and the newest edition; undefined when none is known. */
export function yearsOf({ year, year_max }: { year?: number; year_max?: number }, newest = false): string | undefined {
  if (year === undefined || year_max === undefined) return undefined;
  return newest || year === year_max ? String(year_max) : `${String(year)}–${String(year_max)}`;
}
