import { AlertDialog } from '@base-ui/react/alert-dialog';
import { useRef } from 'react';
import type { OwnCopy } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import css from '@/components/Dialog.module.css';

/** Who says that a book went to somebody outside cannot take it back: it is asked twice. */
export function SoldDialog({ copy, close }: { copy: OwnCopy; close: (sure: boolean) => void }) {
  const { t } = useI18n();
  const no = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open onOpenChange={(open) => { if (!open) close(false); }}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className={css.backdrop} />
        <AlertDialog.Popup className={css.popup} initialFocus={no}>
          <AlertDialog.Title className={css.title}>{t('shelf.sold.title')}</AlertDialog.Title>
          <AlertDialog.Description className={css.text}>{t('shelf.sold.text', { title: copy.work.title })}</AlertDialog.Description>
          <div className={css.actions}>
            <button type="button" className={cx(button.button, button.primary)} onClick={() => { close(true); }}>{t('shelf.sold.sure')}</button>
            <AlertDialog.Close ref={no} className={button.button}>{t('shelf.sold.no')}</AlertDialog.Close>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
