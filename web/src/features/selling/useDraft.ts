import { useCallback, useEffect, useRef, useState } from 'react';
import { ApiError, body } from '@/api/client';
import { own } from '@/features/session/own';
import { keepDraft } from './kept';
import { bodyOf, type Terms } from './terms';

/** `here`: on this device alone, until the network or the server is back. */
export type Saving = 'saved' | 'saving' | 'here' | 'refused';

const PAUSE = 800;
const AGAIN = 10_000;

export const saveDraft = (id: string, edition_id: string | undefined, terms: Partial<ReturnType<typeof bodyOf>>) =>
  body(own.PUT('/api/v1/me/drafts/{id}', { params: { path: { id } }, body: { ...(edition_id && { edition_id }), ...terms } }));

/** Saves a draft while one types: on this device at once, on the server in the pauses, one request at a time. */
export function useDraft(id: string, edition: string | undefined) {
  const [saving, setSaving] = useState<Saving>('saved');
  const next = useRef<Terms>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const underWay = useRef<Promise<void>>(undefined);
  const over = useRef(false);

  const send = useCallback((): Promise<void> => {
    clearTimeout(timer.current);
    underWay.current ??= (async () => {
      while (next.current && !over.current) {
        const terms = next.current;
        try {
          await saveDraft(id, edition, bodyOf(terms));
          if (next.current !== terms) continue;
          next.current = undefined;
          keepDraft(id, { terms: undefined });
          setSaving('saved');
        } catch (error) {
          const refused = error instanceof ApiError && error.status < 500 && error.status !== 429;
          setSaving(refused ? 'refused' : 'here');
          if (!refused) timer.current = setTimeout(() => void send(), AGAIN);
          return;
        }
      }
    })().finally(() => { underWay.current = undefined; });
    return underWay.current;
  }, [id, edition]);

  useEffect(() => {
    over.current = false;
    const soon = () => { if (next.current) void send(); };
    window.addEventListener('online', soon);
    window.addEventListener('pagehide', soon);
    return () => {
      window.removeEventListener('online', soon);
      window.removeEventListener('pagehide', soon);
      soon();
      clearTimeout(timer.current);
    };
  }, [send]);

  const save = useCallback((terms: Terms) => {
    if (over.current) return;
    next.current = terms;
    keepDraft(id, { terms });
    setSaving(navigator.onLine ? 'saving' : 'here');
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void send(), PAUSE);
  }, [id, send]);

  /** Nothing is saved any more, and what was under way has arrived: the draft becomes a copy. */
  const stop = useCallback(async () => {
    over.current = true;
    clearTimeout(timer.current);
    await underWay.current;
  }, []);
  /** It did not become one: what was typed is still worth saving. */
  const goOn = useCallback(() => { over.current = false; }, []);

  return { saving, save, stop, goOn };
}
