import type { ReactNode } from 'react';
import { Words } from '@/i18n/Words';

/** The words that only those need who report something or are reported. */
export function WithWords({ children }: { children: ReactNode }) {
  return <Words kind="people"><Words kind="reports">{children}</Words></Words>;
}
