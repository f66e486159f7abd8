import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleAlert, Info } from 'lucide-react';
import type { BulkRow } from '@/api/types';
import { ExchangeBadge, GradeBadge } from '@/components/Badge';
import { cx } from '@/components/cx';
import { LoadMore } from '@/components/LoadMore';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { rowsQuery, type Shown } from '@/features/bulk/imports';
import { rowProblem } from '@/features/bulk/problems';
import { useI18n } from '@/i18n/useI18n';
import css from './Rows.module.css';

/** What becomes of each row, in the order of the file. */
export function Rows({ id, verdict }: { id: string; verdict: Shown | undefined }) {
  const { t } = useI18n();
  const rows = useInfiniteQuery(rowsQuery(id, verdict));
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <QueryState query={rows} loading={<Loading />} part>
      {() => items.length === 0 ? <p className={css.quiet}>{t('stock.none')}</p> : (
        <>
          <ol role="list" className={css.list}>
            {items.map((row) => <li key={row.line}><Row row={row} badge={verdict === undefined} /></li>)}
          </ol>
          <LoadMore query={rows} shown={items.length} each="main ol article" />
        </>
      )}
    </QueryState>
  );
}

/** `badge`: rows of every kind stand together, so each says what becomes of it. */
function Row({ row, badge }: { row: BulkRow; badge: boolean }) {
  const { t, money, language } = useI18n();
  const { line, verdict, title, authors, isbn13: isbn, publisher, year, language: tag, grade, price, quantity, exchange, notes, reference } = row;
  const facts = [authors.join(', '), publisher, year, tag && language(tag), isbn && `ISBN\u00a0${isbn}`].filter(Boolean).join(' · ');
  return (
    <article className={cx(css.row, verdict === 'reject' && css.rejected)} tabIndex={-1} aria-labelledby={`row-${String(line)}`}>
      <div className={css.top}>
        <p className={css.line}>{t('stock.row.line', { line: String(line) })}</p>
        {badge && verdict !== 'unjudged' && <span className={cx(css.badge, css[verdict])}>{t(`stock.show.${verdict}`)}</span>}
      </div>
      <h3 id={`row-${String(line)}`} className={css.title}>{title || t('stock.row.untitled')}</h3>
      {facts && <p className={css.quiet}>{facts}</p>}
      {(price || grade || exchange || quantity > 1 || reference) && (
        <p className={css.terms}>
          {price && <span className={css.price}>{money(price)}</span>}
          {grade && <GradeBadge grade={grade} />}
          {exchange && <ExchangeBadge only={!price} />}
          {quantity > 1 && <span className={css.many}>{t('stock.row.quantity', { n: quantity })}</span>}
          {reference && <span className={css.quiet}>{t('stock.row.reference', { reference })}</span>}
        </p>
      )}
      {notes && <p className={css.notes}>{notes}</p>}
      <Findings row={row} />
    </article>
  );
}

/** What was found for it, and what is wrong with it and what to do. */
function Findings({ row: { line, title, edition, duplicate_of: duplicate, repeats_line: repeats, problems, warnings } }: { row: BulkRow }) {
  const { t } = useI18n();
  return (
    <>
      {edition && edition.title !== title && <p className={css.quiet}>{t('stock.row.found', { title: edition.title })}</p>}
      {repeats !== undefined && <p className={css.note}><Info {...glyph} /><span>{t('stock.row.repeats', { line: String(repeats) })}</span></p>}
      {duplicate && (
        <p className={css.note}>
          <Info {...glyph} />
          <span>
            {t('stock.row.duplicate')}{' '}
            <LocalLink to={`/shelf?edit=${duplicate}`} aria-label={t('stock.row.seeDuplicateOf', { line: String(line) })}>{t('stock.row.seeDuplicate')}</LocalLink>
          </span>
        </p>
      )}
      {problems.length > 0 && (
        <ul role="list" className={css.problems}>
          {problems.map((one) => <li key={one.field + one.code}><CircleAlert {...glyph} /><span>{rowProblem(t, one)}</span></li>)}
        </ul>
      )}
      {warnings.length > 0 && (
        <ul role="list" className={css.warnings}>
          {warnings.map((one) => <li key={one.field + one.code}><Info {...glyph} /><span>{rowProblem(t, one)}</span></li>)}
        </ul>
      )}
    </>
  );
}

const glyph = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const;
