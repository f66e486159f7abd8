import { useI18n } from '@/i18n/useI18n';
import { cx } from '../cx';
import grid from '../Grid.module.css';
import css from './Skeleton.module.css';

/** Says once that something is loading; the grey shapes are only for the eye. */
export function Loading() {
  const { t } = useI18n();
  return <p className="visually-hidden" role="status">{t('state.loading')}</p>;
}

export function SkeletonCard() {
  return (
    <div className={css.card} aria-hidden="true">
      <div className={css.cover} />
      <div className={css.title} />
      <div className={css.line} />
      <div className={css.price} />
    </div>
  );
}

export function SkeletonGrid({ count, narrow = false }: { count: number; narrow?: boolean }) {
  return (
    <>
      <Loading />
      <div className={cx(grid.grid, narrow && grid.narrow, css.late)}>
        {Array.from({ length: count }, (_, i) => <SkeletonCard key={i} />)}
      </div>
    </>
  );
}

/** The book, copy and author pages while they load: cover on the left, lines on the right. */
export function SkeletonPage() {
  return (
    <div className={cx(css.page, css.late)}>
      <Loading />
      <div className={css.cover} aria-hidden="true" />
      <div className={css.lines} aria-hidden="true">
        <div className={css.heading} />
        <div className={css.line} />
        <div className={css.price} />
        <div className={css.block} />
      </div>
    </div>
  );
}
