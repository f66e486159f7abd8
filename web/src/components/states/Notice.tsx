import type { ReactNode } from 'react';
import css from './Notice.module.css';

interface Props {
  title: string;
  text?: string | undefined;
  /** The page has no other heading; otherwise the notice stands in a section that has one. */
  asPage?: boolean;
  children?: ReactNode;
}

/** One sentence, one action and a quiet drawing: a ribbon laid on an empty shelf. */
export function Notice({ title, text, asPage = false, children }: Props) {
  const Heading = asPage ? 'h1' : 'h3';
  return (
    <div className={css.notice}>
      <svg className={css.drawing} viewBox="0 0 200 122" aria-hidden="true" focusable="false">
        <path d="M36 84V34a4 4 0 0 1 4-4h14v54zM58 84V22h18v62zM146 84l-13-49 16-4 13 49z" fill="none" stroke="var(--line-strong)" strokeWidth="1.5" strokeLinejoin="round" />
        <path d="M62 32h10M62 37h10M40 42h10" stroke="var(--line-strong)" strokeWidth="1.5" />
        <rect x="16" y="84" width="168" height="5" rx="2" fill="var(--board)" />
        <path d="M97 82h14v39l-7-7-7 7z" fill="var(--ribbon)" />
        <path d="M97 82h14v7H97z" fill="var(--ribbon-shade)" opacity="0.45" />
      </svg>
      <Heading className={css.title}>{title}</Heading>
      {text && <p className={css.text}>{text}</p>}
      {children && <div className={css.actions}>{children}</div>}
    </div>
  );
}
