import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowRight, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { done } from '@/api/client';
import type { Draft } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { Done } from '@/components/form/FormParts';
import form from '@/components/form/Form.module.css';
import { heading } from '@/components/heading';
import { LocalLink } from '@/components/LocalLink';
import { Cover } from '@/components/Cover';
import { Photo } from '@/components/Photo';
import { Notice } from '@/components/states/Notice';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { forgetDraft, keptDraft } from '@/features/selling/kept';
import { words } from '@/features/selling/problems';
import { draftsQuery } from '@/features/selling/queries';
import { own } from '@/features/session/own';
import { Waiting } from '@/features/wishes/Waiting';
import { useI18n } from '@/i18n/useI18n';
import css from './CopyRow.module.css';
import lists from './CopyLists.module.css';

/** What was begun and not offered yet. */
export function DraftList() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const drafts = useQuery(draftsQuery);
  const [told, setTold] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const remove = async ({ id }: Draft) => {
    setTold(undefined);
    setFailed(undefined);
    try {
      await done(own.DELETE('/api/v1/me/drafts/{id}', { params: { path: { id } } }));
      forgetDraft(id);
      heading()?.focus({ preventScroll: true });
      await queries.invalidateQueries({ queryKey: draftsQuery.queryKey });
      setTold(t('shelf.draft.removed'));
    } catch (error) {
      setFailed(words.all(t, error));
    }
  };
  return (
    <>
      <Done>{told}</Done>
      {failed && <p role="alert" className={form.alert}>{failed}</p>}
      <QueryState query={drafts} loading={<Loading />} part>
        {({ items }) => items.length === 0 ? (
          <Notice title={t('shelf.empty.drafts.title')} text={t('shelf.empty.drafts')}>
            <LocalLink to="/sell" className={cx(button.button, button.primary)}>{t('own.sell.title')}</LocalLink>
          </Notice>
        ) : (
          <ul role="list" className={lists.list}>
            {items.map((draft) => <li key={draft.id}><Row draft={draft} remove={() => void remove(draft)} /></li>)}
          </ul>
        )}
      </QueryState>
    </>
  );
}

function Row({ draft, remove }: { draft: Draft; remove: () => void }) {
  const { t, date, money, grade } = useI18n();
  const { id, edition, photos: [photo], saved_at: saved, price } = draft;
  const { work } = keptDraft(id);
  const title = edition?.title ?? t('shelf.draft.untitled');
  return (
    <article className={css.row}>
      <div className={css.picture}>
        {photo ? <Photo photo={photo} alt="" sizes="96px" fill className={css.photo} /> : work && <Cover book={work} decorative />}
      </div>
      <div className={css.words}>
        <h3 className={css.title}><LocalLink to={`/sell?draft=${id}`}>{title}</LocalLink></h3>
        <p className={css.quiet}>{edition && [edition.year ?? t('year.unknown'), edition.publisher].filter(Boolean).join(', ')}</p>
        <p className={css.quiet}>{[price && money(price), draft.grade && grade(draft.grade)].filter(Boolean).join(' · ')}</p>
        <p className={css.quiet}>{t('shelf.draft.saved', { date: date(saved) })}</p>
        <Waiting people={draft.waiting} />
      </div>
      <div className={css.actions}>
        <LocalLink to={`/sell?draft=${id}`} className={button.button} aria-label={t('shelf.draft.resumeOf', { title })}><ArrowRight size={18} strokeWidth={1.75} aria-hidden="true" />{t('shelf.draft.resume')}</LocalLink>
        <button type="button" className={button.button} aria-label={t('shelf.draft.removeOf', { title })} onClick={remove}><Trash2 size={18} strokeWidth={1.75} aria-hidden="true" />{t('shelf.draft.remove')}</button>
      </div>
    </article>
  );
}
