export interface Town {
  code: string;
  name: string;
}

const KEY = 'bookmarket:town';

export function storedTown(): Town | undefined {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null');
    if (typeof value !== 'object' || value === null || !('code' in value) || !('name' in value)) return undefined;
    const { code, name } = value;
    return typeof code === 'string' && typeof name === 'string' ? { code, name } : undefined;
  } catch {
    return undefined;
  }
}

export function rememberTown(town: Town) {
  try {
    localStorage.setItem(KEY, JSON.stringify(town));
  } catch {
    // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

export function forgetTown() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // As above.
  }
}
