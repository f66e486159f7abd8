import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useEffect } from 'react';
import { body } from '@/api/client';
import type { OwnCopy } from '@/api/types';
import button from '@/components/Button.module.css';
import { Cover } from '@/components/Cover';
import { Form, Submit } from '@/components/form/FormParts';
import { heading } from '@/components/heading';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonPage } from '@/components/states/Skeleton';
import { useSending } from '@/features/account/useSending';
import { PhotoBoard } from '@/features/selling/PhotoBoard';
import { Refusal, words } from '@/features/selling/problems';
import { ownCopyQuery } from '@/features/selling/queries';
import { offerOf, type Terms, termsOf } from '@/features/selling/terms';
import { TermsFields } from '@/features/selling/TermsFields';
import { usePhotos } from '@/features/selling/usePhotos';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { printed } from '../sell/Found';
import css from '../sell/Describe.module.css';

export function EditCopy({ id }: { id: string }) {
  const copy = useQuery({ ...ownCopyQuery(id), staleTime: 0, refetchOnMount: 'always' });
  return (
    <QueryState query={copy} loading={<SkeletonPage />} notFound="problem.copy_not_found">
      {(data) => <Sheet copy={data} />}
    </QueryState>
  );
}

/** Photos are kept as they are changed; the rest when it is saved. */
function Sheet({ copy }: { copy: OwnCopy }) {
  const i18n = useI18n();
  const { t, path } = i18n;
  const { id, work, edition, status } = copy;
  const navigate = useNavigate();
  const queries = useQueryClient();
  const photos = usePhotos(id);
  const back = status === 'withdrawn' || status === 'hidden' ? `/shelf?tab=${status}` : '/shelf';
  useEffect(() => { heading()?.focus({ preventScroll: true }); window.scrollTo(0, 0); }, []);
  const { form, error, ...sent } = useSending<Terms>(termsOf(copy, copy.place.code), async (terms) => {
    if (photos.broken) throw new Refusal(t('photo.unsent'));
    await photos.settled();
    const changed = await body(own.PUT('/api/v1/me/copies/{id}', { params: { path: { id } }, body: offerOf(terms) }));
    queries.setQueryData(ownCopyQuery(id).queryKey, changed);
    for (const key of [['me', 'copies'], ['copy', id], ['work', work.id]]) void queries.invalidateQueries({ queryKey: key });
    void navigate(path(back));
  }, words);
  return (
    <div className={css.page}>
      <h1 className={css.title}>{t('shelf.edit.title')}</h1>
      <aside className={css.aside} aria-label={t('sell.book')}>
        <div className={css.book}>
          <Cover book={work} decorative eager className={css.cover} />
          <div className={css.words}>
            <p className={css.name}>{work.title}</p>
            <p className={css.quiet}>{work.authors.map(({ name }) => name).join(', ')}</p>
            <p className={css.quiet}>{printed(edition, i18n).slice(0, 4).join(' · ')}</p>
          </div>
        </div>
      </aside>
      <div className={css.card}>
        <Form {...sent}>
          <TermsFields form={form} error={error} work={work.id} places={[copy.place]} photos={<PhotoBoard photos={photos} />} />
          <div className={css.publish}>
            <Submit sending={sent.sending}>{t('account.save')}</Submit>
            <LocalLink to={back} className={button.button}>{t('shelf.edit.back')}</LocalLink>
            <p className={css.quiet}>{t(photos.busy ? 'photo.stillSending' : 'shelf.edit.photos')}</p>
          </div>
        </Form>
      </div>
    </div>
  );
}
