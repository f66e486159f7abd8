import type { ReactNode } from 'react';
import css from './Account.module.css';

export function Section({ id, title, lead, children }: { id: string; title: string; lead?: string; children: ReactNode }) {
  return (
    <section className={css.section} aria-labelledby={id}>
      <h2 id={id} tabIndex={-1}>{title}</h2>
      {lead && <p className={css.quiet}>{lead}</p>}
      {children}
    </section>
  );
}
