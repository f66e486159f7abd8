/** Joins class names, leaving out the absent ones. */
export const cx = (...names: (string | false | undefined)[]): string => names.filter(Boolean).join(' ');
