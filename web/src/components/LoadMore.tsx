import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useI18n } from '@/i18n/useI18n';
import button from './Button.module.css';
import css from './LoadMore.module.css';

interface Props {
  query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage'>;
  /** Where the answer says how many there are. */
  progress?: { shown: number; total: number };
}

/** More by a button, never by scrolling alone: the footer stays reachable. */
export function LoadMore({ query, progress }: Props) {
  const { t, number } = useI18n();
  if (!query.hasNextPage) return null;
  return (
    <div className={css.more}>
      {progress && (
        <p className={css.shown}>{t('search.shown', { shown: number(progress.shown), total: number(progress.total) })}</p>
      )}
      {query.isFetchNextPageError && <p className={css.error} role="alert">{t('state.error.text')}</p>}
      <button type="button" className={button.button} aria-disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t(query.isFetchingNextPage ? 'search.more.loading' : 'search.more')}
      </button>
    </div>
  );
}
