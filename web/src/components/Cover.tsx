import { useI18n } from '@/i18n/useI18n';
import { cx } from './cx';
import css from './Cover.module.css';

interface Props {
  book: { title: string; cover: string; authors: { name: string }[] };
  /** Above the fold: fetched at once and first. */
  eager?: boolean;
  /** The title stands beside the cover as a link: hearing it twice helps nobody. */
  decorative?: boolean;
  className?: string | undefined;
}

export function Cover({ book, eager = false, decorative = false, className }: Props) {
  const { t } = useI18n();
  const author = book.authors[0]?.name;
  const alt = author ? t('cover.alt', { title: book.title, author }) : t('cover.alt.noAuthor', { title: book.title });
  return (
    <span className={cx(css.cover, className)}>
      <img
        src={book.cover}
        alt={decorative ? '' : alt}
        width={210}
        height={300}
        loading={eager ? 'eager' : 'lazy'}
        decoding="async"
        fetchPriority={eager ? 'high' : 'auto'}
      />
    </span>
  );
}
