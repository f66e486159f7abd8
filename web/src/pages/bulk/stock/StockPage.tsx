import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Navigate, useNavigate, useSearchParams } from 'react-router';
import { ApiError } from '@/api/client';
import type { BulkImport } from '@/api/types';
import { queryClient } from '@/app/queryClient';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { Done } from '@/components/form/FormParts';
import { heading } from '@/components/heading';
import { LocalLink } from '@/components/LocalLink';
import { Notice } from '@/components/states/Notice';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { importQuery, importsQuery } from '@/features/bulk/imports';
import { profileQuery } from '@/features/selling/queries';
import { useI18n } from '@/i18n/useI18n';
import { Finished } from './Finished';
import { Formats } from './Formats';
import { Ready } from './Ready';
import { SendStock } from './SendStock';
import css from './Stock.module.css';
import { UnderWay } from './UnderWay';

/** A file of stock: sent, looked at, put on the shelf. Where it is the server knows, so the page may be closed at any time. */
export function StockPage() {
  const { t, path } = useI18n();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const [told, setTold] = useState<string>();
  const id = params.get('id');
  const show = async (one: BulkImport | undefined, news?: string) => {
    if (one) queryClient.setQueryData(importQuery(one.id).queryKey, one);
    await queryClient.invalidateQueries({ queryKey: importsQuery.queryKey });
    setTold(news);
    await navigate(path(one ? `/shelf/import?id=${one.id}` : '/shelf/import'));
    heading()?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  };
  return (
    <div className={css.page}>
      <h1>{t('own.shelf_import.title')}</h1>
      <Done>{told}</Done>
      {id === null ? <Begin show={(one) => show(one)} /> : <OneImport key={id} id={id} left={() => show(undefined, t('stock.discarded'))} />}
    </div>
  );
}

/** Who has a file under way is led to it, also on another device. */
function Begin({ show }: { show: (sent: BulkImport) => Promise<void> }) {
  const { t, path, date } = useI18n();
  const imports = useQuery(importsQuery);
  const profile = useQuery(profileQuery);
  return (
    <QueryState query={imports} loading={<Loading />} part>
      {({ items }) => {
        const underWay = items.find(({ state }) => state === 'judging' || state === 'ready' || state === 'applying');
        if (underWay) return <Navigate to={path(`/shelf/import?id=${underWay.id}`)} replace />;
        const waiting = items.find(({ state }) => state === 'uploading');
        const earlier = items.filter(({ state }) => state === 'done');
        return (
          <>
            <p className={css.lead}>{t('stock.lead')}</p>
            <QueryState query={profile} loading={<Loading />} part>
              {(own) => <SendStock profile={own} before={waiting} sent={show} />}
            </QueryState>
            <Formats />
            {earlier.length > 0 && (
              <section aria-labelledby="earlier" className={css.section}>
                <h2 id="earlier">{t('stock.earlier')}</h2>
                <ul role="list" className={css.earlier}>
                  {earlier.map((one) => (
                    <li key={one.id}>
                      <LocalLink to={`/shelf/import?id=${one.id}`} className={css.earlierOne}>
                        <span className={css.earlierName}>{t('stock.earlier.one', { date: date(one.created_at) })}</span>
                        <span className={css.quiet}>{t('stock.done.copies', { n: one.copies })}</span>
                      </LocalLink>
                    </li>
                  ))}
                </ul>
                <p className={css.quiet}>{t('stock.earlier.hint')}</p>
              </section>
            )}
          </>
        );
      }}
    </QueryState>
  );
}

function OneImport({ id, left }: { id: string; left: () => Promise<void> }) {
  const { t } = useI18n();
  const query = useQuery(importQuery(id));
  const { data: one, error } = query;
  // An answer that says it is gone counts more than what was known before.
  const gone = error instanceof ApiError && [400, 404].includes(error.status);
  if (gone || one?.state === 'uploading') {
    return (
      <Notice title={t('stock.gone')} text={t('stock.gone.text')}>
        <LocalLink to="/shelf/import" className={cx(button.button, button.primary)}>{t('stock.another')}</LocalLink>
        <LocalLink to="/shelf" className={button.button}>{t('sell.toShelf')}</LocalLink>
      </Notice>
    );
  }
  return (
    <QueryState query={query} loading={<Loading />} part>
      {(now) => {
        if (now.state === 'ready') return <Ready one={now} left={left} />;
        if (now.state === 'done') return <Finished one={now} />;
        return <UnderWay one={now} left={left} />;
      }}
    </QueryState>
  );
}
