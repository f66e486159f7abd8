import type { Grade } from '@/api/vocabulary';
import css from './GradePicture.module.css';

/** How a book of each grade looks: the same book, the longer read the more of its traces. */
export function GradePicture({ grade }: { grade: Grade }) {
  const age = { like_new: 0, very_good: 1, good: 2, acceptable: 3, worn: 4 }[grade];
  return (
    <svg className={css.picture} viewBox="0 0 72 84" aria-hidden="true" focusable="false">
      {/* The block of pages, yellower and looser with time. */}
      <path d={age < 4 ? 'M16 12h44a3 3 0 0 1 3 3v58a3 3 0 0 1-3 3H16z' : 'M16 13l43-2 5 4-1 56-4 6-43-1z'} className={age < 3 ? css.pages : css.old} />
      <path d={age < 4 ? 'M60 18v52M57 18v52' : 'M60 17l1 53M57 19l-1 52'} className={css.line} />
      {/* The cover: its corners go first. */}
      <path d={COVERS[age]} className={css.cover} />
      <path d="M17 8v66" className={css.spine} />
      <path d="M26 24h20M26 32h14" className={css.title} />
      {age === 0 && <path d="M56 4l1.6 4.4L62 10l-4.4 1.6L56 16l-1.6-4.4L50 10l4.4-1.6z" className={css.shine} />}
      {age >= 1 && <path d={age === 1 ? 'M50 70l4-4' : 'M44 72l10-10M48 73l6-6'} className={css.wear} />}
      {age >= 2 && <path d="M14 20l5 2M13 44l6-2M14 60l5 1" className={css.wear} />}
      {age >= 3 && (
        <>
          <circle cx="38" cy="56" r="9" className={css.stain} />
          <path d="M54 8v9l-9-9z" className={css.fold} />
        </>
      )}
      {age === 4 && (
        <>
          <path d="M55 44l-12 3 8 3-11 5" className={css.tear} />
          <path d="M9 30h12v14H9z" className={css.tape} />
        </>
      )}
    </svg>
  );
}

const COVERS = [
  'M12 8h42v66H12a3 3 0 0 1-3-3V11a3 3 0 0 1 3-3z',
  'M12 8h42v63l-3 3H12a3 3 0 0 1-3-3V11a3 3 0 0 1 3-3z',
  'M13 8h37l4 4v57l-5 5H13l-4-4V12z',
  'M14 8h31l9 9v51l-6 6H14l-5-6V14z',
  'M15 9l28-1 11 9-1 27-9 3 6 3-8 5 9 5-2 11-7 4-27-2-6-7 1-17-1-34z',
] as const;
