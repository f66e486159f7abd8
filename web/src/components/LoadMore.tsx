import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { useI18n } from '@/i18n/useI18n';
import button from './Button.module.css';
import css from './LoadMore.module.css';
import { useFirstNew } from './useFirstNew';

interface Props {
  query: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'isFetchNextPageError' | 'fetchNextPage'>;
  shown: number;
  /** Where the answer says how many there are. */
  total?: number;
  /** Finds the one link or field of every thing: see useFirstNew. */
  each?: string;
}

/** More by a button, never by scrolling alone: the footer stays reachable. */
export function LoadMore({ query, shown, total, each = 'main article h3 a' }: Props) {
  const { t, number } = useI18n();
  const ask = useFirstNew(shown, each);
  const more = () => {
    ask();
    void query.fetchNextPage();
  };
  if (!query.hasNextPage) return null;
  return (
    <div className={css.more}>
      {total !== undefined && <p className={css.shown}>{t('search.shown', { shown: number(shown), total: number(total) })}</p>}
      {query.isFetchNextPageError && <p className={css.error} role="alert">{t('state.error.text')}</p>}
      <button type="button" className={button.button} aria-disabled={query.isFetchingNextPage} onClick={more}>
        {t(query.isFetchingNextPage ? 'search.more.loading' : 'search.more')}
      </button>
    </div>
  );
}
