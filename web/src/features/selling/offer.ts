import { ApiError, body } from '@/api/client';
import { own } from '@/features/session/own';
import { offerOf, type Terms } from './terms';

/**
 * Puts a copy on the shelf, which then has the id of its draft; a draft that the server does not know is as good. Sent a
 * second time, because the answer to the first was lost, it changes what is on the shelf already.
 */
export async function offer(draft_id: string, edition_id: string, terms: Terms): Promise<void> {
  try {
    await body(own.POST('/api/v1/me/copies', { body: { ...offerOf(terms), edition_id, draft_id }, headers: { 'Idempotency-Key': draft_id } }));
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'idempotency_key_reused')) throw error;
    await body(own.PUT('/api/v1/me/copies/{id}', { params: { path: { id: draft_id } }, body: offerOf(terms) }));
  }
}
