import type { SearchPage } from '@/api/types';
import { leaveToHeading } from '@/components/heading';
import { LocalLink } from '@/components/LocalLink';
import { type Filters, searchPath } from '@/features/search/urlState';
import { useI18n } from '@/i18n/useI18n';
import css from './Rewritten.module.css';

/** Says that the query was understood differently from what was typed, why, and how to insist. */
export function Rewritten({ query, filters }: { query: SearchPage['query']; filters: Filters }) {
  const { t } = useI18n();
  if (query.rewrite === 'none' || !query.understood) return null;
  return (
    <div ref={leaveToHeading} className={css.note} role="status">
      <p className={css.main}>{t('search.rewrite', { understood: query.understood })}</p>
      <p className={css.why}>
        {t(`search.rewrite.${query.rewrite}`)}{' '}
        <LocalLink to={searchPath({ ...filters, verbatim: true })} className={css.back}>{t('search.rewrite.back', { text: filters.q })}</LocalLink>
      </p>
    </div>
  );
}
