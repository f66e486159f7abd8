import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { BookDown } from 'lucide-react';
import { useState } from 'react';
import { body, done } from '@/api/client';
import type { Wish, WishBody } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { DeedNews } from '@/components/DeedNews';
import { LoadMore } from '@/components/LoadMore';
import { LocalLink } from '@/components/LocalLink';
import { Notice } from '@/components/states/Notice';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { type News, useDeeds } from '@/components/useDeeds';
import { own } from '@/features/session/own';
import { words } from '@/features/wishes/problems';
import { wishesQuery } from '@/features/wishes/queries';
import { againOf } from '@/features/wishes/terms';
import { countAgain } from '@/features/wishes/waiting';
import { useI18n } from '@/i18n/useI18n';
import { Alerts } from './Alerts';
import css from './ListPage.module.css';
import { titleOf, WishRow } from './WishRow';

/** What one waits for, and what has come. */
export function ListPage() {
  const { t } = useI18n();
  const wishes = useInfiniteQuery(wishesQuery);
  const items = wishes.data?.pages.flatMap((page) => page.items) ?? [];
  const deeds = useWishDeeds();
  const [edited, setEdited] = useState<string>();
  return (
    <div className={css.page}>
      <div className={css.head}>
        <h1>{t('own.wishes.title')}</h1>
        <LocalLink to="/wishes/import" className={button.button}>
          <BookDown size={20} strokeWidth={1.75} aria-hidden="true" />
          {t('wishes.import')}
        </LocalLink>
      </div>
      <p className={css.lead}>{t('wishes.lead')}</p>
      <Alerts waiting={items.length > 0} />
      <section aria-labelledby="list" className={css.section}>
        <h2 id="list" tabIndex={-1} className={css.title}>{t('wishes.list')}</h2>
        <DeedNews told={deeds.told} failed={deeds.failed} undo={t('wishes.undo')} />
        <QueryState query={wishes} loading={<Loading />} part>
          {() => items.length === 0 ? (
            <Notice title={t('wishes.empty.title')} text={t('wishes.empty.text')}>
              <LocalLink to="/search" className={cx(button.button, button.primary)}>{t('wishes.empty.action')}</LocalLink>
            </Notice>
          ) : (
            <>
              <ul role="list" className={css.list}>
                {items.map((wish) => (
                  <li key={wish.id}>
                    <WishRow
                      wish={wish}
                      edited={edited === wish.id}
                      edit={(open) => { setEdited(open ? wish.id : undefined); }}
                      save={async (terms) => { await deeds.save(wish, terms); setEdited(undefined); }}
                      remove={() => { deeds.remove(wish); }}
                    />
                  </li>
                ))}
              </ul>
              <LoadMore query={wishes} shown={items.length} each="main section[aria-labelledby=list] article h3" />
            </>
          )}
        </QueryState>
      </section>
    </div>
  );
}

/** A row that goes away takes its button along: the attention goes to the list's heading, the ear to what was done. */
function useWishDeeds() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const { told, failed, carryOut, attempt } = useDeeds((error) => words.all(t, error));
  const put = (terms: WishBody) => body(own.PUT('/api/v1/me/wishes', { body: terms }));
  const settle = (wish: Wish, news: News) => async () => {
    document.getElementById('list')?.focus({ preventScroll: true });
    await queries.invalidateQueries({ queryKey: wishesQuery.queryKey });
    countAgain(queries, wish.work_id);
    return news;
  };
  return {
    told,
    failed,
    /** Throws: the form says what is wrong. */
    save: (wish: Wish, terms: WishBody) => carryOut(() => put(terms), settle(wish, { text: t('wishes.saved', { title: titleOf(t, wish) }) })),
    remove: (wish: Wish) => {
      const title = titleOf(t, wish);
      const back = () => void attempt(() => put(againOf(wish)), settle(wish, { text: t('wishes.back', { title }) }));
      void attempt(
        () => done(own.DELETE('/api/v1/me/wishes/{id}', { params: { path: { id: wish.id } } })),
        settle(wish, { text: t('wishes.removed', { title }), ...(wish.work && { undo: back }) }),
      );
    },
  };
}
