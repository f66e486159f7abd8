// What somebody was about to report before signing in: this device remembers it until they are back, for a day. Storage
// may be forbidden or full: then it remembers nothing.
import type { ReportWords } from './terms';

const KEY = 'bookmarket:report';
const DAY = 86_400_000;

interface Kept extends ReportWords {
  /** Of the copy or the person. */
  id: string;
  at: number;
}

export function keepReport(id: string, words: ReportWords, now = Date.now()) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...words, id, at: now }));
  } catch {
    // It is typed once more, then.
  }
}

/** The report of a copy or a person, if it is the one that was kept. */
export function keptReport(id: string, now = Date.now()): ReportWords | undefined {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? 'null') as Kept | null;
    return kept?.id === id && now - kept.at < DAY ? { violation: kept.violation, text: kept.text } : undefined;
  } catch {
    return undefined;
  }
}

export function forgetReport() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // It was never there.
  }
}
