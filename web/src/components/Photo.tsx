import type { Photo as PhotoOf } from '@/api/types';
import { cx } from './cx';
import css from './Photo.module.css';

interface Props {
  photo: Pick<PhotoOf, 'colour' | 'pictures'>;
  alt: string;
  /** How wide it stands on the page, as in the attribute. */
  sizes: string;
  eager?: boolean;
  /** Fills its place, cut at the edges; otherwise it is seen whole. */
  fill?: boolean;
  className?: string | undefined;
}

// Best first: a browser takes the first one it knows.
const TYPES = ['image/avif', 'image/webp'];

/** A photo in the size and the encoding that fit. Its colour and its shape are there before it is. */
export function Photo({ photo: { colour, pictures }, alt, sizes, eager = false, fill = false, className }: Props) {
  const largest = pictures.reduce((best, { width }) => Math.max(best, width), 0);
  const setOf = (type: string) => pictures.filter((picture) => picture.type === type);
  const srcSet = (type: string) => setOf(type).map(({ url, width }) => `${url} ${String(width)}w`).join(', ');
  // A modern encoding that lacks the large sizes would win with a small one where a large one is wanted.
  const large = Number(/^(\d+)px$/.exec(sizes)?.[1] ?? 0) > 800 || sizes.includes('vw');
  const reaches = (type: string) => setOf(type).some(({ width }) => width === largest);
  const plain = setOf('image/jpeg').sort((a, b) => a.width - b.width);
  const image = plain[Math.min(1, plain.length - 1)] ?? pictures[0];
  if (!image) return null;
  return (
    <picture className={cx(css.photo, fill && css.fill, className)} style={{ backgroundColor: colour }}>
      {TYPES.filter((type) => setOf(type).length > 0 && (!large || reaches(type))).map((type) => <source key={type} type={type} srcSet={srcSet(type)} sizes={sizes} />)}
      <img
        src={image.url}
        srcSet={plain.length > 0 ? srcSet('image/jpeg') : undefined}
        sizes={sizes}
        alt={alt}
        width={image.width}
        height={image.height}
        loading={eager ? 'eager' : 'lazy'}
        decoding="async"
        fetchPriority={eager ? 'high' : 'auto'}
      />
    </picture>
  );
}
