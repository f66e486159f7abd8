import { type RefObject, useEffect, useRef, useState } from 'react';

/** What is over the board: files from outside. */
export const FILES = 'files';

interface Drop {
  /** One tile goes where another is; both by the id in `data-photo`. */
  put: (from: string, to: string) => void;
  take: (files: File[]) => void;
}

/** Tiles that are dragged by a mouse or a long touch, and files that are dropped. Buttons do the same for everybody else. */
export function useDrag(board: RefObject<HTMLElement | null>, drop: Drop) {
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const latest = useRef(drop);
  useEffect(() => { latest.current = drop; });

  useEffect(() => {
    const element = board.current;
    if (!element) return;
    const listening = new AbortController();
    const on = (kind: 'dragstart' | 'dragover' | 'dragleave' | 'dragend' | 'drop', listener: (event: DragEvent) => void) => {
      element.addEventListener(kind, listener, { signal: listening.signal });
    };
    const tile = ({ target }: Event) => (target instanceof Element ? target.closest<HTMLElement>('[data-photo]')?.dataset.photo : undefined);
    let held: string | undefined;
    const release = () => {
      held = undefined;
      setDragged(undefined);
      setOver(undefined);
    };
    on('dragstart', (event) => {
      held = tile(event);
      if (held === undefined || !event.dataTransfer) return;
      event.dataTransfer.effectAllowed = 'move';
      event.dataTransfer.setData('text/plain', held);
      setDragged(held);
    });
    on('dragover', (event) => {
      const files = event.dataTransfer?.types.includes('Files') ?? false;
      if (held === undefined && !files) return;
      event.preventDefault();
      setOver(held === undefined ? FILES : tile(event));
    });
    on('dragleave', ({ target }) => { if (target === element) setOver(undefined); });
    on('dragend', release);
    on('drop', (event) => {
      const from = held;
      const to = tile(event);
      const files = [...(event.dataTransfer?.files ?? [])];
      release();
      if (from === undefined && files.length === 0) return;
      event.preventDefault();
      if (from === undefined) latest.current.take(files);
      else if (to !== undefined && to !== from) latest.current.put(from, to);
    });
    return () => { listening.abort(); };
  }, [board]);

  return { dragged, over };
}
