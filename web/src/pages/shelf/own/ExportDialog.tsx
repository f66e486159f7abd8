import { Dialog } from '@base-ui/react/dialog';
import { Download, X } from 'lucide-react';
import { useState } from 'react';
import type { ExportFormat } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import dialog from '@/components/Dialog.module.css';
import form from '@/components/form/Form.module.css';
import { EXPORTS, saveShelf } from '@/features/bulk/files';
import { words } from '@/features/selling/problems';
import { useI18n } from '@/i18n/useI18n';
import css from './ExportDialog.module.css';

/** The shelf as a file, and for whom each kind of file is. */
export function ExportDialog({ close }: { close: () => void }) {
  const { t } = useI18n();
  const [busy, setBusy] = useState<ExportFormat>();
  const [told, setTold] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const take = async (format: ExportFormat) => {
    if (busy) return;
    setBusy(format);
    setTold(undefined);
    setFailed(undefined);
    try {
      setTold(t('export.saved', { name: await saveShelf(format) }));
    } catch (error) {
      setFailed(words.all(t, error));
    }
    setBusy(undefined);
  };
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) close(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className={dialog.backdrop} />
        <Dialog.Popup className={dialog.popup}>
          <div className={dialog.head}>
            <Dialog.Title>{t('export.title')}</Dialog.Title>
            <Dialog.Close className={cx(button.button, button.icon)} aria-label={t('export.close')}><X size={24} strokeWidth={1.75} aria-hidden="true" /></Dialog.Close>
          </div>
          <Dialog.Description className={dialog.text}>{t('export.text')}</Dialog.Description>
          <ul role="list" className={css.list}>
            {EXPORTS.map((format) => (
              <li key={format} className={css.format}>
                <div>
                  <h3 className={css.name}>{t(`export.${format}`)}</h3>
                  <p className={css.quiet}>{t(`export.${format}.for`)}</p>
                </div>
                <button type="button" className={cx(button.button, css.save)} aria-disabled={busy !== undefined} onClick={() => void take(format)}>
                  <Download size={18} strokeWidth={1.75} aria-hidden="true" />
                  {busy === format ? t('export.making') : t('export.save', { format: t(`export.${format}`) })}
                </button>
              </li>
            ))}
          </ul>
          <p role="status" className={cx(told && form.alert, told && form.good)}>{told}</p>
          <p role="alert" className={cx(failed && form.alert)}>{failed}</p>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
