/** The heading of the page, ready to take the focus. */
export function heading(): HTMLElement | null {
  const found = document.querySelector<HTMLElement>('main h1');
  if (found) found.tabIndex = -1;
  return found;
}

/** A ref for what may go away while it has the focus: the focus then goes to the heading. */
export function leaveToHeading(element: HTMLElement | null): () => void {
  return () => {
    if (element?.contains(document.activeElement)) heading()?.focus({ preventScroll: true });
  };
}
