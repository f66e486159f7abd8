import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { done } from '@/api/client';
import type { Alert } from '@/api/types';
import { ExchangeBadge, GradeBadge } from '@/components/Badge';
import button from '@/components/Button.module.css';
import { Cover } from '@/components/Cover';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { LoadMore } from '@/components/LoadMore';
import { LocalLink } from '@/components/LocalLink';
import { Photo } from '@/components/Photo';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { own } from '@/features/session/own';
import { words } from '@/features/wishes/problems';
import { alertsQuery } from '@/features/wishes/queries';
import { useI18n } from '@/i18n/useI18n';
import page from './ListPage.module.css';
import css from './WishRow.module.css';

/** Copies that came to fit a wish, the latest first. Who neither waits for anything nor has found anything is not told of it. */
export function Alerts({ waiting }: { waiting: boolean }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const alerts = useInfiniteQuery(alertsQuery);
  const [told, setTold] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const items = alerts.data?.pages.flatMap((one) => one.items) ?? [];
  const read = async ({ id }: Alert, byHand: boolean) => {
    setTold(undefined);
    setFailed(undefined);
    try {
      await done(own.PUT('/api/v1/me/alerts/{id}/read', { params: { path: { id } } }));
      if (byHand) document.getElementById('notices')?.focus({ preventScroll: true });
      await queries.invalidateQueries({ queryKey: alertsQuery.queryKey });
      if (byHand) setTold(t('wishes.notice.done'));
    } catch (error) {
      // Whoever follows the link is elsewhere by now; the notice stays unread.
      if (byHand) setFailed(words.all(t, error));
    }
  };
  if (!waiting && items.length === 0) return null;
  return (
    <section aria-labelledby="notices" className={page.section}>
      <h2 id="notices" tabIndex={-1} className={page.title}>{t('wishes.notices')}</h2>
      <p role="status" className="visually-hidden">{told}</p>
      {failed && <p role="alert" className={form.alert}>{failed}</p>}
      <QueryState query={alerts} loading={<Loading />} part>
        {() => items.length === 0 ? <p className={page.quiet}>{t('wishes.notices.none')}</p> : (
          <>
            <ul role="list" className={page.list}>
              {items.map((alert) => <li key={alert.id}><Row alert={alert} read={(byHand) => { if (!alert.read) void read(alert, byHand); }} /></li>)}
            </ul>
            <LoadMore query={alerts} shown={items.length} each="main section[aria-labelledby=notices] article h3 a" />
          </>
        )}
      </QueryState>
    </section>
  );
}

function Row({ alert, read }: { alert: Alert; read: (byHand: boolean) => void }) {
  const { t, money, place, date } = useI18n();
  const { copy: { id, work, price, exchange, grade, status, photos: [photo], place: town }, matched_at: found, read: old } = alert;
  const { title } = work;
  return (
    <article className={cx(css.row, !old && css.fresh)}>
      <div className={css.picture}>
        {photo ? <Photo photo={photo} alt="" sizes="96px" fill className={css.photo} /> : <Cover book={work} decorative />}
      </div>
      <div className={css.words}>
        <h3 className={css.title}><LocalLink to={`/copies/${id}`} lang={work.language} onClick={() => { read(false); }}>{title}</LocalLink></h3>
        <p className={css.offer}>
          {!old && <span className={css.new}>{t('wishes.notice.new')}</span>}
          {price && <span className={css.price}>{money(price)}</span>}
          <GradeBadge grade={grade} />
          {exchange && <ExchangeBadge only={!price} />}
          {status !== 'available' && <span className={css.gone}>{t('wishes.notice.gone')}</span>}
        </p>
        <p className={css.quiet}>{place(town.name)} · {t('wishes.notice.found', { date: date(found) })}</p>
      </div>
      {!old && (
        <div className={css.actions}>
          <button type="button" className={button.button} aria-label={t('wishes.notice.readOf', { title })} onClick={() => { read(true); }}>
            <Check size={18} strokeWidth={1.75} aria-hidden="true" />{t('wishes.notice.read')}
          </button>
        </div>
      )}
    </article>
  );
}
