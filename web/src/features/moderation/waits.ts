const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export interface Wait {
  unit: 'minutes' | 'hours' | 'days';
  n: number;
  /** A day and longer: somebody has been waiting too long. */
  long: boolean;
}

/** How long it has been since, in the unit that tells most. The clocks of the server and the reader may differ a little. */
export function waitSince(since: string, now: number): Wait {
  const passed = Math.max(0, now - Date.parse(since));
  if (passed >= 2 * DAY) return { unit: 'days', n: Math.floor(passed / DAY), long: true };
  if (passed >= HOUR) return { unit: 'hours', n: Math.floor(passed / HOUR), long: passed >= DAY };
  return { unit: 'minutes', n: Math.floor(passed / MINUTE), long: false };
}
