import { ArrowRight } from 'lucide-react';
import { LocalLink } from './LocalLink';
import css from './SectionHead.module.css';

interface Props {
  id: string;
  title: string;
  more?: { to: string; label: string } | undefined;
}

export function SectionHead({ id, title, more }: Props) {
  return (
    <div className={css.head}>
      <h2 id={id}>{title}</h2>
      {more && (
        <LocalLink to={more.to} className={css.more}>
          {more.label}
          <ArrowRight size={18} strokeWidth={1.75} aria-hidden="true" />
        </LocalLink>
      )}
    </div>
  );
}
