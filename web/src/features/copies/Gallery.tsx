import { ChevronLeft, ChevronRight, Expand } from 'lucide-react';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import type { Photo as PhotoOf } from '@/api/types';
import { cx } from '@/components/cx';
import { Photo } from '@/components/Photo';
import { useI18n } from '@/i18n/useI18n';
import css from './Gallery.module.css';

const Lightbox = lazy(() => import('./Lightbox'));

interface Props {
  photos: PhotoOf[];
  title: string;
}

/** The photos of a copy, side by side: swiped, scrolled by buttons or by the arrow keys, and enlarged. */
export function Gallery({ photos, title }: Props) {
  const { t } = useI18n();
  const strip = useRef<HTMLUListElement>(null);
  const { at, go } = usePlace(strip, photos.length);
  const [open, setOpen] = useState<number>();
  const turn = (event: React.KeyboardEvent) => {
    if (event.key === 'ArrowRight') go(at + 1);
    else if (event.key === 'ArrowLeft') go(at - 1);
    else return;
    event.preventDefault();
  };
  return (
    <section className={css.gallery} aria-label={t('copy.photos')}>
      <div className={css.stage}>
        <ul
          ref={strip}
          role="list"
          className={css.strip}
          style={{ aspectRatio: shapeOf(photos[0]) }}
        >
          {photos.map((photo, i) => (
            <li key={photo.id} className={css.slide} style={{ backgroundColor: photo.colour }}>
              <button type="button" className={css.open} tabIndex={i === at ? 0 : -1} aria-label={t('copy.photo.open', { n: i + 1 })} onKeyDown={turn} onClick={() => { setOpen(i); }}>
                <Photo photo={photo} alt={`${title}: ${t('copy.photo', { n: i + 1, of: photos.length })}`} sizes="(min-width: 51.25rem) 400px, 100vw" eager={i === 0} className={css.photo} />
                <span className={css.enlarge}><Expand size={18} strokeWidth={2} aria-hidden="true" /></span>
              </button>
            </li>
          ))}
        </ul>
        {photos.length > 1 && (
          <>
            <Step label={t('copy.photo.back')} off={at === 0} press={() => { go(at - 1); }} className={css.left}><ChevronLeft size={24} strokeWidth={1.75} aria-hidden="true" /></Step>
            <Step label={t('copy.photo.on')} off={at === photos.length - 1} press={() => { go(at + 1); }} className={css.right}><ChevronRight size={24} strokeWidth={1.75} aria-hidden="true" /></Step>
          </>
        )}
      </div>
      {photos.length > 1 && <p className={css.count} role="status">{t('copy.photo', { n: at + 1, of: photos.length })}</p>}
      {open !== undefined && (
        <Suspense fallback={null}>
          <Lightbox photos={photos} title={title} first={open} close={(last) => { setOpen(undefined); go(last); }} />
        </Suspense>
      )}
    </section>
  );
}

/** The strip is of the first photo's shape, within what a page can bear; the others stand whole within it. */
function shapeOf(photo: PhotoOf | undefined): number {
  const picture = photo?.pictures[0];
  return picture ? Math.min(Math.max(picture.width / picture.height, 0.7), 1.6) : 0.8;
}

/** Which photo one is at, told by the strip itself, however it was scrolled. */
function usePlace(strip: React.RefObject<HTMLUListElement | null>, count: number) {
  const [at, setAt] = useState(0);
  useEffect(() => {
    const element = strip.current;
    if (!element) return;
    const look = () => { setAt(Math.max(0, Math.min(count - 1, Math.round(element.scrollLeft / Math.max(element.clientWidth, 1))))); };
    element.addEventListener('scroll', look, { passive: true });
    return () => { element.removeEventListener('scroll', look); };
  }, [strip, count]);
  const go = (to: number) => {
    const element = strip.current;
    const goal = Math.max(0, Math.min(count - 1, to));
    const here = element?.contains(document.activeElement) && document.activeElement !== element;
    element?.scrollTo({ left: goal * element.clientWidth });
    if (here) element?.querySelectorAll('button')[goal]?.focus({ preventScroll: true });
  };
  return { at, go };
}

function Step({ label, off, press, className, children }: { label: string; off: boolean; press: () => void; className: string | undefined; children: React.ReactNode }) {
  return (
    <button type="button" className={cx(css.step, className)} aria-label={label} aria-disabled={off} onClick={() => { if (!off) press(); }}>
      {children}
    </button>
  );
}
