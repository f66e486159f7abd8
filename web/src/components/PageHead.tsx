import css from './PageHead.module.css';

export function PageHead({ title, lead }: { title: string; lead?: string }) {
  return (
    <div className={css.head}>
      <h1>{title}</h1>
      {lead && <p className={css.lead}>{lead}</p>}
    </div>
  );
}
