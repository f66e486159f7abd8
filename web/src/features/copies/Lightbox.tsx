import { Dialog } from '@base-ui/react/dialog';
import { ChevronLeft, ChevronRight, X } from 'lucide-react';
import { useState } from 'react';
import type { Photo as PhotoOf } from '@/api/types';
import { Photo } from '@/components/Photo';
import { useI18n } from '@/i18n/useI18n';
import css from './Lightbox.module.css';

interface Props {
  photos: PhotoOf[];
  title: string;
  first: number;
  /** `last`: the photo one was at. */
  close: (last: number) => void;
}

/** A photo as large as the window: the arrow keys and the buttons lead on. */
export default function Lightbox({ photos, title, first, close }: Props) {
  const { t } = useI18n();
  const [at, setAt] = useState(first);
  const photo = photos[at];
  const go = (to: number) => { if (to >= 0 && to < photos.length) setAt(to); };
  if (!photo) return null;
  const place = t('copy.photo', { n: at + 1, of: photos.length });
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) close(at); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className={css.backdrop} />
        <Dialog.Popup
          className={css.popup}
          onKeyDown={(event) => {
            if (event.key === 'ArrowRight') go(at + 1);
            if (event.key === 'ArrowLeft') go(at - 1);
          }}
        >
          <div className={css.head}>
            <Dialog.Title className={css.title}>{title}</Dialog.Title>
            <p role="status" className={css.place}>{place}</p>
            <Dialog.Close className={css.round} aria-label={t('copy.photo.close')}><X size={24} strokeWidth={1.75} aria-hidden="true" /></Dialog.Close>
          </div>
          <div className={css.stage}>
            <Photo key={photo.id} photo={photo} alt={`${title}: ${place}`} sizes="100vw" eager className={css.photo} />
          </div>
          {photos.length > 1 && (
            <div className={css.foot}>
              <button type="button" className={css.round} aria-label={t('copy.photo.back')} aria-disabled={at === 0} onClick={() => { go(at - 1); }}><ChevronLeft size={24} strokeWidth={1.75} aria-hidden="true" /></button>
              <button type="button" className={css.round} aria-label={t('copy.photo.on')} aria-disabled={at === photos.length - 1} onClick={() => { go(at + 1); }}><ChevronRight size={24} strokeWidth={1.75} aria-hidden="true" /></button>
            </div>
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
