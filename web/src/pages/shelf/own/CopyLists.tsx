import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { body } from '@/api/client';
import type { OwnCopy } from '@/api/types';
import button from '@/components/Button.module.css';
import { Confirm } from '@/components/Confirm';
import { cx } from '@/components/cx';
import { DeedNews } from '@/components/DeedNews';
import { heading } from '@/components/heading';
import { LoadMore } from '@/components/LoadMore';
import { LocalLink } from '@/components/LocalLink';
import { Notice } from '@/components/states/Notice';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonGrid } from '@/components/states/Skeleton';
import { useDeeds } from '@/components/useDeeds';
import { words } from '@/features/selling/problems';
import { ownCopiesQuery } from '@/features/selling/queries';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { CopyRow, type Deed } from './CopyRow';
import css from './CopyLists.module.css';

type Tab = 'on' | 'reserved' | 'sold' | 'withdrawn' | 'hidden';

/** While a shelf is paused, and until it has been, what is on it is told by two statuses. */
export function CopyLists({ tab }: { tab: Tab }) {
  const { t } = useI18n();
  const first = useInfiniteQuery(ownCopiesQuery(tab === 'on' ? 'available' : tab));
  const paused = useInfiniteQuery({ ...ownCopiesQuery('paused'), enabled: tab === 'on' });
  const deeds = useCopyDeeds();
  const query = tab === 'on' && first.data?.pages.every(({ items }) => items.length === 0) ? paused : first;
  const items = [...(first.data?.pages ?? []), ...(tab === 'on' ? (paused.data?.pages ?? []) : [])].flatMap((page) => page.items);
  return (
    <>
      <DeedNews told={deeds.told} failed={deeds.failed} undo={t('shelf.undo')} />
      <QueryState query={query} loading={<SkeletonGrid count={4} />} part>
        {() => items.length === 0 ? <Empty tab={tab} /> : (
          <>
            <ul role="list" className={css.list}>
              {items.map((copy) => <li key={copy.id}><CopyRow copy={copy} act={(deed) => { deeds.act(deed, copy); }} /></li>)}
            </ul>
            <LoadMore query={query} shown={items.length} each="main article h3 a" />
          </>
        )}
      </QueryState>
      {/* Who says that a book went to somebody outside cannot take it back. */}
      {deeds.selling && (
        <Confirm
          title={t('shelf.sold.title')}
          text={t('shelf.sold.text', { title: deeds.selling.work.title })}
          action={t('shelf.sold.sure')}
          stay={t('shelf.sold.no')}
          close={deeds.decide}
        />
      )}
    </>
  );
}

function Empty({ tab }: { tab: Tab }) {
  const { t } = useI18n();
  if (tab !== 'on') return <p className={css.empty}>{t(`shelf.empty.${tab}`)}</p>;
  return (
    <Notice title={t('shelf.empty.title')} text={t('shelf.empty.text')}>
      <LocalLink to="/sell" className={cx(button.button, button.primary)}>{t('shelf.empty.action')}</LocalLink>
    </Notice>
  );
}

/** What one does with copies. The row goes elsewhere with its button: the attention goes to the heading, the ear to what was done. */
function useCopyDeeds() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const { told, failed, attempt } = useDeeds((error) => words.all(t, error));
  const [selling, setSelling] = useState<OwnCopy>();

  const carryOut = (ask: () => Promise<OwnCopy>, text: string, undo?: () => void) => void attempt(ask, async ({ work, status }) => {
    heading()?.focus({ preventScroll: true });
    await queries.invalidateQueries({ queryKey: ['me', 'copies'] });
    void queries.invalidateQueries({ queryKey: ['work', work.id] });
    return { text: status === 'paused' ? t('shelf.back.paused') : text, ...(undo && { undo }) };
  });
  const at = ({ id }: OwnCopy) => ({ params: { path: { id } } });

  const offerAgain = (copy: OwnCopy) => { carryOut(() => body(own.POST('/api/v1/me/copies/{id}/offer-again', at(copy))), t('shelf.back.done', { title: copy.work.title })); };
  const withdraw = (copy: OwnCopy) => {
    carryOut(
      () => body(own.POST('/api/v1/me/copies/{id}/withdraw', at(copy))),
      t('shelf.withdraw.done', { title: copy.work.title }),
      () => { offerAgain(copy); },
    );
  };
  const sold = (copy: OwnCopy) => { carryOut(() => body(own.POST('/api/v1/me/copies/{id}/sold-elsewhere', at(copy))), t('shelf.sold.done', { title: copy.work.title })); };

  return {
    told,
    failed,
    selling,
    act: (deed: Deed, copy: OwnCopy) => { ({ withdraw, offerAgain, sold: setSelling })[deed](copy); },
    decide: (sure: boolean) => {
      if (sure && selling) sold(selling);
      setSelling(undefined);
    },
  };
}
