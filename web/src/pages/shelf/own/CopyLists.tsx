import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { body } from '@/api/client';
import type { CopyStatus, OwnCopy } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { heading } from '@/components/heading';
import { LoadMore } from '@/components/LoadMore';
import { LocalLink } from '@/components/LocalLink';
import { Notice } from '@/components/states/Notice';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonGrid } from '@/components/states/Skeleton';
import { words } from '@/features/selling/problems';
import { ownCopiesQuery } from '@/features/selling/queries';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { CopyRow, type Deed } from './CopyRow';
import { SoldDialog } from './SoldDialog';
import css from './CopyLists.module.css';

type Tab = 'on' | 'reserved' | 'sold' | 'withdrawn';

/** While a shelf is paused, and until it has been, what is on it is told by two statuses. */
export function CopyLists({ tab }: { tab: Tab }) {
  const { t } = useI18n();
  const first = useInfiniteQuery(ownCopiesQuery(tab === 'on' ? 'available' : tab));
  const paused = useInfiniteQuery({ ...ownCopiesQuery('paused'), enabled: tab === 'on' });
  const deeds = useDeeds();
  const query = tab === 'on' && first.data?.pages.every(({ items }) => items.length === 0) ? paused : first;
  const items = [...(first.data?.pages ?? []), ...(tab === 'on' ? (paused.data?.pages ?? []) : [])].flatMap((page) => page.items);
  return (
    <>
      <div role="status" className={css.told}>
        {deeds.told && (
          <div className={cx(form.alert, form.good, css.done)}>
            <p>{deeds.told.text}</p>
            {deeds.told.undo && <button type="button" className={button.button} onClick={deeds.told.undo}>{t('shelf.undo')}</button>}
          </div>
        )}
      </div>
      {deeds.failed && <p role="alert" className={form.alert}>{deeds.failed}</p>}
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
      {deeds.selling && <SoldDialog copy={deeds.selling} close={(sure) => { deeds.decide(sure); }} />}
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

interface Told {
  text: string;
  undo?: () => void;
}

/** What one does with copies. The row goes elsewhere with its button: the attention goes to the heading, the ear to what was done. */
function useDeeds() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [told, setTold] = useState<Told>();
  const [failed, setFailed] = useState<string>();
  const [selling, setSelling] = useState<OwnCopy>();

  const carryOut = async (ask: () => Promise<OwnCopy>, text: string, undo?: () => void) => {
    setFailed(undefined);
    setTold(undefined);
    try {
      const { work, status } = await ask();
      heading()?.focus({ preventScroll: true });
      await queries.invalidateQueries({ queryKey: ['me', 'copies'] });
      void queries.invalidateQueries({ queryKey: ['work', work.id] });
      setTold({ text: said(text, status), ...(undo && { undo }) });
    } catch (error) {
      setFailed(words.all(t, error));
    }
  };
  const said = (text: string, status: CopyStatus) => (status === 'paused' ? t('shelf.back.paused') : text);
  const at = ({ id }: OwnCopy) => ({ params: { path: { id } } });

  const offerAgain = (copy: OwnCopy) => void carryOut(() => body(own.POST('/api/v1/me/copies/{id}/offer-again', at(copy))), t('shelf.back.done', { title: copy.work.title }));
  const withdraw = (copy: OwnCopy) => void carryOut(
    () => body(own.POST('/api/v1/me/copies/{id}/withdraw', at(copy))),
    t('shelf.withdraw.done', { title: copy.work.title }),
    () => { offerAgain(copy); },
  );
  const sold = (copy: OwnCopy) => void carryOut(() => body(own.POST('/api/v1/me/copies/{id}/sold-elsewhere', at(copy))), t('shelf.sold.done', { title: copy.work.title }));

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
