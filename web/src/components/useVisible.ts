import { type RefObject, useEffect, useState } from 'react';

/** True once the element has come within a screen of being seen, and for ever after. */
export function useVisible(ref: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (seen || !element) return;
    const observer = new IntersectionObserver(
      (entries) => { if (entries.some((entry) => entry.isIntersecting)) setSeen(true); },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => { observer.disconnect(); };
  }, [ref, seen]);
  return seen;
}
