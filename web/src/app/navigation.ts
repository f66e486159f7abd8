import { type RefObject, useLayoutEffect, useRef } from 'react';
import { NavigationType, useLocation, useNavigationType } from 'react-router';
import { heading } from '@/components/heading';

const KEY = 'bookmarket:scroll';
const positions = new Map<string, number>(stored());
// The link by which a page was left, by the same key.
const followed = new Map<string, string>();

function stored(): [string, number][] {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? (value as [string, number][]) : [];
  } catch {
    return [];
  }
}

window.addEventListener('pagehide', () => {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...positions].slice(-50)));
  } catch {
    // Storage may be forbidden: a reload then starts at the top.
  }
});

/**
 * What a browser does by itself between documents: a new page starts at the top with the listener's attention on its
 * heading, and «back» returns to where one was and to the link one had followed. Changing filters of the same page moves neither.
 */
export function useNavigationEffects(main: RefObject<HTMLElement | null>) {
  const { key, pathname } = useLocation();
  const kind = useNavigationType();
  const previous = useRef(pathname);
  const takingOver = useRef(true);
  // The heading of a page is waited for also while its query changes.
  const waiting = useRef<MutationObserver>(undefined);

  // A layout effect: the jump to the top of the next page must not be remembered as the place left behind.
  useLayoutEffect(() => {
    history.scrollRestoration = 'manual';
    const remember = () => positions.set(key, window.scrollY);
    const follow = ({ target }: MouseEvent) => {
      const href = target instanceof Element && target.closest('main a')?.getAttribute('href');
      if (href) followed.set(key, href);
    };
    window.addEventListener('scroll', remember, { passive: true });
    window.addEventListener('click', follow, true);
    return () => {
      window.removeEventListener('scroll', remember);
      window.removeEventListener('click', follow, true);
    };
  }, [key]);

  useLayoutEffect(() => {
    const samePage = previous.current === pathname;
    previous.current = pathname;
    if (!samePage) waiting.current?.disconnect();
    const first = takingOver.current;
    takingOver.current = false;
    const place = positions.get(key);
    // Whoever has begun to read the page as it was served is not taken elsewhere.
    if (first && (place === undefined || window.scrollY > 0)) return;
    if (!samePage && main.current) waiting.current = attend(main.current, kind === NavigationType.Pop ? followed.get(key) : undefined);
    if (kind === NavigationType.Pop) return restore(place ?? 0);
    if (!samePage) window.scrollTo(0, 0);
  }, [key, pathname, kind, main]);
}

/**
 * The heading takes the focus, or the link that leads to `href`; while they are not there yet, the page keeps it, unless
 * the reader has gone elsewhere.
 */
function attend(main: HTMLElement, href?: string): MutationObserver | undefined {
  const focus = (element: HTMLElement) => { element.focus({ preventScroll: true }); };
  const link = () => (href === undefined ? null : main.querySelector<HTMLElement>(`a[href="${CSS.escape(href)}"]`));
  const now = heading();
  const goal = href === undefined ? now : link();
  focus(goal ?? now ?? main);
  if (goal) return undefined;
  const arrival = new MutationObserver(() => {
    const head = heading();
    const arrived = link() ?? head;
    if (!arrived) return;
    if (arrived !== head || href === undefined) arrival.disconnect();
    if (document.activeElement === main || document.activeElement === head) focus(arrived);
  });
  arrival.observe(main, { childList: true, subtree: true });
  return arrival;
}

/** The page may still be growing when one comes back to it: try until it is tall enough, for half a second. */
function restore(top: number): () => void {
  const deadline = performance.now() + 500;
  let frame = 0;
  const step = () => {
    window.scrollTo(0, top);
    if (Math.abs(window.scrollY - top) > 1 && performance.now() < deadline) frame = requestAnimationFrame(step);
  };
  step();
  return () => { cancelAnimationFrame(frame); };
}
