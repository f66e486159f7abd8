import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef } from 'react';
import button from './Button.module.css';
import { cx } from './cx';
import css from './Dialog.module.css';

interface Props {
  title: string;
  text: string;
  action: string;
  /** What the button says that leaves all as it is. */
  stay: string;
  close: (sure: boolean) => void;
}

/** Asks twice before something ends that cannot be brought back. */
export function Confirm({ title, text, action, stay, close }: Props) {
  const no = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open onOpenChange={(open) => { if (!open) close(false); }}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={css.backdrop} />
        <AlertDialog.Popup className={css.popup} initialFocus={no}>
          <AlertDialog.Title className={css.title}>{title}</AlertDialog.Title>
          <AlertDialog.Description className={css.text}>{text}</AlertDialog.Description>
          <div className={css.actions}>
            <button type="button" className={cx(button.button, button.primary)} onClick={() => { close(true); }}>{action}</button>
            <AlertDialog.Close ref={no} className={button.button}>{stay}</AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
