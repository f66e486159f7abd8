import { body } from '@/api/client';
import { own } from '@/features/session/own';

/** What the page of those who leave is told on the way there. */
export interface Planned {
  erasedAt: string;
  /** There are no days in which to change one's mind. */
  atOnce: boolean;
}

/** Milliseconds: between the server's reckoning and the second in which it answers. */
const MOMENT = 5000;

/** Asks to be erased; the session is over then. Throws ApiError and NoAnswer. */
export async function requestErasure(email: string): Promise<Planned> {
  const asked = own.POST('/api/v1/me/erasure', { body: { email } });
  const { erased_at: erasedAt } = await body(asked);
  // By the server's clock, since the reader's may be wrong.
  const now = Date.parse((await asked).response.headers.get('Date') ?? '') || Date.now();
  return { erasedAt, atOnce: Date.parse(erasedAt) - now < MOMENT };
}

/** Of what a page was told on the way, which anybody can have written: what it may show. */
export function plannedIn(state: unknown): Planned | undefined {
  const { erasedAt, atOnce } = (state ?? {}) as Partial<Record<keyof Planned, unknown>>;
  return typeof erasedAt === 'string' && !Number.isNaN(Date.parse(erasedAt)) && typeof atOnce === 'boolean' ? { erasedAt, atOnce } : undefined;
}
