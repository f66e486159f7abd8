import { ArrowLeft, ArrowRight, Camera, CircleAlert, Crop, ImagePlus, RotateCw, Trash2, X } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { OwnPhoto } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { Photo } from '@/components/Photo';
import { useMediaQuery } from '@/components/useMediaQuery';
import { useI18n } from '@/i18n/useI18n';
import { Group } from './TermsFields';
import { FILES, useDrag } from './useDrag';
import { MOST_PHOTOS, TYPES } from './upload';
import type { Photos, Sending } from './usePhotos';
import css from './PhotoBoard.module.css';

const CropDialog = lazy(() => import('./CropDialog'));

const moved = <T,>(all: T[], from: number, to: number): T[] => {
  const rest = all.filter((_, i) => i !== from);
  const one = all[from];
  return one === undefined ? all : [...rest.slice(0, to), one, ...rest.slice(to)];
};

/** The photos of a copy or a draft: chosen or taken, put in order, turned, cut and taken away. */
export function PhotoBoard({ photos }: { photos: Photos }) {
  const { t } = useI18n();
  const [told, setTold] = useState('');
  const [cutting, setCutting] = useState<OwnPhoto>();
  const board = useRef<HTMLDivElement>(null);
  const all = photos.photos;

  /** The tile goes elsewhere, and the button that sent it goes with it, as long as it can be pressed again. */
  const move = async (from: number, to: number) => {
    const id = all[from]?.id;
    if (id === undefined || to === from || to < 0 || to >= all.length) return;
    const done = photos.order(moved(all, from, to));
    if (!(await done)) return;
    setTold(t('photo.moved', { n: to + 1, of: all.length }));
    const tile = board.current?.querySelector(`[data-photo="${id}"]`);
    const pressed = tile?.querySelector<HTMLButtonElement>(`[data-move="${to > from ? 'on' : 'back'}"]`);
    (pressed?.getAttribute('aria-disabled') === 'true' ? tile?.querySelector<HTMLButtonElement>('[data-move][aria-disabled=false]') : pressed)?.focus();
  };
  const remove = async (photo: OwnPhoto) => {
    if (!(await photos.remove(photo.id))) return;
    setTold(t('photo.removed'));
    board.current?.querySelector<HTMLElement>('[data-add]')?.focus();
  };
  const { dragged, over } = useDrag(board, {
    put: (from, to) => void move(all.findIndex(({ id }) => id === from), all.findIndex(({ id }) => id === to)),
    take: photos.add,
  });

  return (
    <Group legend={t('photo.title')} hint={t('photo.hint', { most: MOST_PHOTOS })} error={photos.failed}>
      <div ref={board} className={cx(css.board, over === FILES && css.over)}>
        <ol role="list" className={css.list} aria-label={t('photo.list')}>
          {all.map((photo, i) => (
            <li
              key={photo.id}
              data-photo={photo.id}
              className={cx(css.tile, dragged === photo.id && css.lifted, over === photo.id && dragged !== photo.id && css.target)}
              draggable
            >
              <div className={css.frame}>
                <Photo photo={photo} alt={t('photo.alt', { n: i + 1 })} sizes="180px" fill />
                {i === 0 && <span className={css.first}>{t('photo.first')}</span>}
              </div>
              <div className={css.tools}>
                <Tool label={t('photo.back', { n: i + 1 })} off={i === 0} data-move="back" press={() => void move(i, i - 1)}><ArrowLeft {...glyph} /></Tool>
                <Tool label={t('photo.on', { n: i + 1 })} off={i === all.length - 1} data-move="on" press={() => void move(i, i + 1)}><ArrowRight {...glyph} /></Tool>
                <Tool label={t('photo.edit', { n: i + 1 })} press={() => { setCutting(photo); }}><Crop {...glyph} /></Tool>
                <Tool label={t('photo.remove', { n: i + 1 })} press={() => void remove(photo)}><Trash2 {...glyph} /></Tool>
              </div>
            </li>
          ))}
          {photos.sendings.map((sending) => <SendingTile key={sending.key} sending={sending} photos={photos} />)}
        </ol>
        {photos.left > 0 && <Add photos={photos} />}
      </div>
      <p role="status" className="visually-hidden">{told}</p>
      {cutting && (
        <Suspense fallback={null}>
          <CropDialog photo={cutting} photos={photos} close={() => { setCutting(undefined); }} />
        </Suspense>
      )}
    </Group>
  );
}

function Tool({ label, off = false, press, children, ...data }: { label: string; off?: boolean; press: () => void; children: React.ReactNode; 'data-move'?: string }) {
  // Not disabled: a button that has the focus must not lose it when the photo reaches the end.
  return (
    <button type="button" className={css.tool} aria-label={label} title={label} aria-disabled={off} onClick={() => { if (!off) press(); }} {...data}>
      {children}
    </button>
  );
}

function Add({ photos }: { photos: Photos }) {
  const { t } = useI18n();
  const touch = useMediaQuery('(pointer: coarse)');
  const choose = useRef<HTMLInputElement>(null);
  const take = useRef<HTMLInputElement>(null);
  const take_in = (input: HTMLInputElement) => {
    photos.add([...(input.files ?? [])]);
    input.value = '';
  };
  const input = { type: 'file', accept: TYPES.join(','), hidden: true, onChange: (event: React.ChangeEvent<HTMLInputElement>) => { take_in(event.target); } } as const;
  return (
    <div className={css.add}>
      <input {...input} ref={choose} multiple aria-label={t('photo.choose')} />
      <button type="button" data-add className={button.button} onClick={() => choose.current?.click()}>
        <ImagePlus {...glyph} />
        {t('photo.choose')}
      </button>
      {touch && (
        <>
          <input {...input} ref={take} capture="environment" aria-label={t('photo.take')} />
          <button type="button" className={button.button} onClick={() => take.current?.click()}>
            <Camera {...glyph} />
            {t('photo.take')}
          </button>
        </>
      )}
      <p className={form.hint}>{t('photo.limits', { n: photos.left })}</p>
    </div>
  );
}

function SendingTile({ sending: { key, file, state, progress, problem, hopeless }, photos }: { sending: Sending; photos: Photos }) {
  const { t } = useI18n();
  const percent = Math.round(progress * 100);
  return (
    <li className={cx(css.tile, state === 'failed' && css.failed)}>
      <div className={css.frame}>
        <Preview file={file} />
        {state !== 'failed' && (
          <div className={css.under}>
            <progress className={css.progress} max={100} value={state === 'making' ? undefined : percent} aria-label={t('photo.sending', { name: file.name })} />
            <span>{state === 'waiting' ? t('photo.waiting') : state === 'making' ? t('photo.making') : `${String(percent)}\u00a0%`}</span>
          </div>
        )}
      </div>
      {state === 'failed' && (
        <p className={css.problem} role="alert">
          <CircleAlert size={18} strokeWidth={2} aria-hidden="true" />
          <span><span className={css.file}>{file.name}</span>{problem}</span>
        </p>
      )}
      <div className={css.tools}>
        {state === 'failed' && !hopeless && <Tool label={t('photo.again', { name: file.name })} press={() => { photos.retry({ key, file }); }}><RotateCw {...glyph} /></Tool>}
        <Tool label={t('photo.giveUp', { name: file.name })} press={() => { photos.drop(key); }}><X {...glyph} /></Tool>
      </div>
    </li>
  );
}

/** Drawn, not addressed: our pages show no pictures of other origins, and a file's own address is one. */
function Preview({ file }: { file: File }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let over = false;
    createImageBitmap(file, { resizeWidth: 240 }).then(
      (bitmap) => {
        if (!over && canvas.current) {
          canvas.current.width = bitmap.width;
          canvas.current.height = bitmap.height;
          canvas.current.getContext('2d')?.drawImage(bitmap, 0, 0);
        }
        bitmap.close();
      },
      () => undefined,
    );
    return () => { over = true; };
  }, [file]);
  return <canvas ref={canvas} className={css.preview} aria-hidden="true" />;
}

const glyph = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const;
