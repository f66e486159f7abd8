import { Dialog } from '@base-ui/react/dialog';
import { RotateCw, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Component as ReactCrop } from 'react-image-crop';
import 'react-image-crop/dist/ReactCrop.css';
import type { OwnPhoto } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { editOf, frameOf, isWhole, turned, whole } from './edits';
import type { Photos } from './usePhotos';
import css from './CropDialog.module.css';

interface Props {
  photo: OwnPhoto;
  photos: Photos;
  close: () => void;
}

const HANDLES = ['nw', 'n', 'ne', 'e', 'se', 's', 'sw', 'w'] as const;

/**
 * Turns and cuts a photo. What is there to cut from is the whole of it: of a photo that was cut before, the server makes
 * the whole again first, and closing without saving brings the cut back.
 */
export default function CropDialog({ photo, photos, close }: Props) {
  const { t } = useI18n();
  const [rotate, setRotate] = useState(photo.edit.rotate);
  const [frame, setFrame] = useState(frameOf(photo.edit));
  const [picture, setPicture] = useState<HTMLImageElement>();
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const edit = useRef(photos.edit);
  // As it was before; the picture shows the photo turned by so much already.
  const [before] = useState(photo.edit);

  useEffect(() => {
    let over = false;
    const load = async () => {
      if (!isWhole(photo.edit) && !(await edit.current(photo.id, whole(photo.edit.rotate)))) throw new Error('not made');
    };
    load().catch(() => { if (!over) setProblem('state.error.text'); });
    return () => { over = true; };
  }, [photo]);

  // After the whole is there, the list has its pictures.
  const current = photos.photos.find(({ id }) => id === photo.id);
  const source = current && isWhole(current.edit) ? largest(current) : undefined;
  useEffect(() => {
    if (source === undefined) return;
    const image = new Image();
    image.onload = () => { setPicture(image); };
    image.onerror = () => { setProblem('state.error.text'); };
    image.src = source;
    return () => { image.onload = image.onerror = null; };
  }, [source]);

  const leave = () => {
    if (!isWhole(before)) void photos.edit(photo.id, before);
    close();
  };
  const save = async () => {
    setBusy(true);
    setProblem('');
    const done = await photos.edit(photo.id, editOf(frame, rotate));
    setBusy(false);
    if (done) close();
    else setProblem('photo.edit.failed');
  };

  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) leave(); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className={css.backdrop} />
        <Dialog.Popup className={css.popup}>
          <div className={css.head}>
            <Dialog.Title className={css.title}>{t('photo.edit.title')}</Dialog.Title>
            <Dialog.Close className={cx(button.button, button.icon)} aria-label={t('photo.edit.close')}><X size={24} strokeWidth={1.75} aria-hidden="true" /></Dialog.Close>
          </div>
          <div className={css.stage}>
            {picture ? (
              <ReactCrop
                className={css.crop}
                crop={frame}
                keepSelection
                minWidth={24}
                minHeight={24}
                ruleOfThirds
                ariaLabels={{ cropArea: t('photo.crop.area'), ...(Object.fromEntries(HANDLES.map((handle) => [`${handle}DragHandle`, t(`photo.crop.${handle}`)])) as Record<`${(typeof HANDLES)[number]}DragHandle`, string>) }}
                onChange={(_, percent) => { setFrame({ ...percent, unit: '%' }); }}
              >
                <Turned picture={picture} quarters={((rotate - before.rotate + 360) % 360) / 90} />
              </ReactCrop>
            ) : <p role="status" className={css.wait}>{problem === '' && t('state.loading')}</p>}
          </div>
          {problem !== '' && <p role="alert" className={css.problem}>{t(problem === 'photo.edit.failed' ? 'photo.edit.failed' : 'state.error.text')}</p>}
          <div className={css.foot}>
            <button type="button" className={button.button} onClick={() => { setRotate((rotate + 90) % 360); setFrame(turned(frame)); }}>
              <RotateCw size={20} strokeWidth={1.75} aria-hidden="true" />
              {t('photo.rotate')}
            </button>
            <button type="button" className={cx(button.button, button.quiet)} onClick={() => { setFrame(frameOf(whole(rotate))); }}>{t('photo.crop.whole')}</button>
            <button type="button" className={cx(button.button, button.primary, css.save)} aria-disabled={busy || !picture} onClick={() => { if (!busy && picture) void save(); }}>
              {t(busy ? 'form.sending' : 'photo.edit.save')}
            </button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

const largest = ({ pictures }: OwnPhoto) => pictures.filter(({ type }) => type === 'image/jpeg').reduce<OwnPhoto['pictures'][number] | undefined>((best, one) => (best && best.width >= one.width ? best : one), undefined)?.url;

/** The picture on a canvas, turned by so many quarters clockwise. */
function Turned({ picture, quarters }: { picture: HTMLImageElement; quarters: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { naturalWidth: across, naturalHeight: down } = picture;
  const lying = quarters % 2 === 1;
  useEffect(() => {
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    pen.resetTransform();
    pen.translate((lying ? down : across) / 2, (lying ? across : down) / 2);
    pen.rotate((quarters * Math.PI) / 2);
    pen.drawImage(picture, -across / 2, -down / 2);
  }, [picture, quarters, lying, across, down]);
  return <canvas ref={canvas} width={lying ? down : across} height={lying ? across : down} className={css.canvas} />;
}
