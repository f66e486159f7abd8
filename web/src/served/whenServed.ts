/**
 * Resolves when the page as it was served is complete, or as soon as the reader does something with it: until then the
 * application would only compete with its covers and letters for a slow network.
 */
export function whenServed(): Promise<void> {
  if (document.readyState === 'complete') return Promise.resolve();
  return new Promise((resolve) => {
    const done = new AbortController();
    const go = () => {
      done.abort();
      resolve();
    };
    for (const sign of ['load', 'pointerdown', 'keydown', 'wheel', 'touchstart']) {
      window.addEventListener(sign, go, { passive: true, signal: done.signal });
    }
  });
}
