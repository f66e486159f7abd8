import type { ReactNode } from 'react';
import { Words } from '@/i18n/Words';

/** The words that only those need who wait for books. */
export function WithWords({ children }: { children: ReactNode }) {
  return <Words kind="people"><Words kind="wishes">{children}</Words></Words>;
}
