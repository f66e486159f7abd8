/** The thirteen digits of an ISBN-13, however it is written, when its check digit holds (ISO 2108). */
export function isbn13(text: string): string | undefined {
  const digits = text.replaceAll(/[\s‐-―-]/g, '');
  if (!/^97[89]\d{10}$/.test(digits)) return undefined;
  const sum = Array.from(digits).reduce((all, digit, i) => all + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0 ? digits : undefined;
}
