import { type ReactNode, useEffect, useRef } from 'react';
import { heading } from '@/components/heading';
import { Ribbon } from '@/components/Ribbon';
import { useI18n } from '@/i18n/useI18n';
import css from './Card.module.css';

interface Props {
  title: string;
  lead?: ReactNode;
  children?: ReactNode;
  /** Below the card: where else one may want to go. */
  foot?: ReactNode;
}

/** One thing to do on a page of its own. When it becomes another thing, the attention goes to its heading. */
export function Card({ title, lead, children, foot }: Props) {
  const before = useRef(title);
  useEffect(() => {
    if (before.current === title) return;
    before.current = title;
    heading()?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [title]);
  return (
    <div className={css.page}>
      <div className={css.card}>
        <Ribbon className={css.ribbon} length={48} />
        <div className={css.head}>
          <h1>{title}</h1>
          {lead && <p className={css.lead}>{lead}</p>}
        </div>
        {children}
      </div>
      {foot && <div className={css.foot}>{foot}</div>}
    </div>
  );
}

/** A sentence about a letter, with the address standing out: a slip in it is found before one has waited. */
export function ToAddress({ id, email }: { id: 'signUp.sent.text' | 'reset.sent.text'; email: string }) {
  const { t } = useI18n();
  const [before, after] = t(id, { email: '\n' }).split('\n');
  return <>{before}<strong>{email}</strong>{after}</>;
}
