import button from './Button.module.css';
import { cx } from './cx';
import css from './DeedNews.module.css';
import form from './form/Form.module.css';
import type { News } from './useDeeds';

interface Props {
  told: News | undefined;
  failed: string | undefined;
  /** What the button says that takes it back. */
  undo: string;
}

/** Above a list: what was done last with a thing of it, or why it was not. */
export function DeedNews({ told, failed, undo }: Props) {
  return (
    <>
      <div role="status" className={css.told}>
        {told && (
          <div className={cx(form.alert, form.good, css.done)}>
            <p>{told.text}</p>
            {told.undo && <button type="button" className={button.button} onClick={told.undo}>{undo}</button>}
          </div>
        )}
      </div>
      {failed && <p role="alert" className={form.alert}>{failed}</p>}
    </>
  );
}
