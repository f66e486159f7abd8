interface Book {
  authors: { name: string }[];
  volume?: string;
  year?: number;
}

/** «Тарас Шевченко, т. 1, 1991»: at most two authors, then an ellipsis. */
export function bylineOf({ authors, volume, year }: Book): string {
  const names = authors.slice(0, 2).map((author) => author.name);
  if (authors.length > 2) names.push('…');
  return [...names, volume?.replaceAll(' ', '\u00a0'), year === undefined ? undefined : String(year)].filter(Boolean).join(', ').replace(', …', '…');
}
