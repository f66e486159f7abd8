// The reader's choice wins over the system's. boot.js applies it before the first paint, under the same key.
export type Theme = 'light' | 'dark';
const KEY = 'bookmarket:theme';

export function storedTheme(): Theme | undefined {
  if (typeof document === 'undefined') return undefined;
  const value = document.documentElement.dataset.theme;
  return value === 'light' || value === 'dark' ? value : undefined;
}

export function rememberTheme(theme: Theme) {
  document.documentElement.dataset.theme = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}
