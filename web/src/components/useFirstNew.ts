import { useEffect, useRef } from 'react';

/**
 * Whoever asks for more goes on at the first of the new things, also when the button that brought them is gone.
 * `count`: how many there are now; `each`: finds the one link or field of every thing. Returns what to call on asking.
 */
export function useFirstNew(count: number, each: string): () => void {
  const before = useRef<number>(undefined);
  useEffect(() => {
    const first = before.current;
    if (first === undefined || count <= first) return;
    before.current = undefined;
    document.querySelectorAll<HTMLElement>(each)[first]?.focus({ preventScroll: true });
  }, [count, each]);
  return () => { before.current = count; };
}
