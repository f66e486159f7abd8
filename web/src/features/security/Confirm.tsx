import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef } from 'react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import css from '@/components/Dialog.module.css';
import { useI18n } from '@/i18n/useI18n';

interface Props {
  title: string;
  text: string;
  action: string;
  close: (sure: boolean) => void;
}

/** Asks twice before something ends that cannot be brought back. */
export function Confirm({ title, text, action, close }: Props) {
  const { t } = useI18n();
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
            <AlertDialog.Close ref={no} className={button.button}>{t('security.leave')}</AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
