import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, CloudOff, CloudUpload } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useNavigate } from 'react-router';
import { ApiError, body } from '@/api/client';
import type { Draft, Edition, Profile } from '@/api/types';
import { Cover } from '@/components/Cover';
import { TextField } from '@/components/form/Field';
import { Form, Submit } from '@/components/form/FormParts';
import { LocalLink } from '@/components/LocalLink';
import { useSending } from '@/features/account/useSending';
import { type Book, forgetDraft, keptDraft } from '@/features/selling/kept';
import { PhotoBoard } from '@/features/selling/PhotoBoard';
import { Refusal, words } from '@/features/selling/problems';
import { profileQuery } from '@/features/selling/queries';
import { offerOf, type Terms, termsOf } from '@/features/selling/terms';
import { TermsFields } from '@/features/selling/TermsFields';
import { type Saving, useDraft } from '@/features/selling/useDraft';
import { usePhotos } from '@/features/selling/usePhotos';
import { own } from '@/features/session/own';
import { useSession } from '@/features/session/store';
import { Waiting } from '@/features/wishes/Waiting';
import { editionQuery } from '@/features/works/queries';
import { useI18n } from '@/i18n/useI18n';
import { printed } from './Found';
import css from './Describe.module.css';

interface Props {
  draft: Draft;
  /** Null: nobody knows yet how readers may call them. */
  profile: Profile | null;
}

type Values = Terms & { name: string };

const termsIn = ({ grade, kind, price, place, notes }: Values): Terms => ({ grade, kind, price, place, notes });

/** State, photos, price and place of a copy: all on one page, which saves itself. */
export function Describe({ draft, profile }: Props) {
  const { t, locale, path } = useI18n();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const session = useSession();
  const { id } = draft;
  const [{ terms: unsaved, work: begun }] = useState(() => keptDraft(id));
  // On another device than the one it was begun on, the book is found by its number.
  const isbn = draft.edition?.isbn13;
  const found = useQuery({ ...editionQuery(isbn ?? ''), enabled: begun === undefined && isbn !== undefined });
  const work = begun ?? found.data?.work;
  const photos = usePhotos(id);
  const { saving, save, stop, goOn } = useDraft(id, draft.edition_id);
  const known = { ...termsOf(draft, draft.place ?? profile?.place.code ?? ''), ...unsaved };

  const { form, error, ...sent } = useSending<Values>(
    { ...known, name: session.kind === 'signed_in' ? session.account.name : '' },
    async ({ name, ...terms }) => {
      if (photos.broken) throw new Refusal(t('photo.unsent'));
      await photos.settled();
      await stop();
      try {
        if (profile === null) {
          const said = await body(own.PUT('/api/v1/me/profile', { body: { name: name.trim(), place: terms.place, languages: [locale] } }));
          queries.setQueryData(profileQuery.queryKey, said);
        }
        await offer(id, draft.edition_id ?? '', terms);
      } catch (cause) {
        goOn();
        throw cause;
      }
      forgetDraft(id);
      void queries.invalidateQueries({ queryKey: ['me', 'drafts'] });
      void queries.invalidateQueries({ queryKey: ['me', 'copies'] });
      if (work) void queries.invalidateQueries({ queryKey: ['work', work.id] });
      void navigate(path(`/sell?offered=${id}`), { replace: true });
    },
    words,
  );

  const { subscribe, getValues } = form;
  useEffect(() => {
    // What this device alone knows goes to the server now.
    if (unsaved) save(termsIn(getValues()));
    return subscribe({ formState: { values: true }, callback: ({ values }) => { save(termsIn(values)); } });
  }, [subscribe, getValues, save, unsaved]);

  return (
    <div className={css.page}>
      <h1 className={css.title}>{t('sell.describe.title')}</h1>
      <aside className={css.aside} aria-label={t('sell.book')}>
        {draft.edition && <BookCard edition={draft.edition} work={work} waiting={draft.waiting} />}
        <SavingNote saving={saving} />
      </aside>
      <div className={css.card}>
        <Form {...sent}>
          <TermsFields
            form={form as never}
            error={error}
            work={work?.id}
            places={[profile?.place]}
            photos={<PhotoBoard photos={photos} />}
          />
          {profile === null && (
            <div className={css.first}>
              <h2 className={css.firstTitle}>{t('sell.first.title')}</h2>
              <p className={css.quiet}>{t('sell.first.text')}</p>
              <TextField
                {...form.register('name', { validate: (typed) => typed.trim() !== '' || t('problem.name.too_short') })}
                label={t('field.name')}
                hint={t('field.name.hint')}
                error={error('name')}
                autoComplete="nickname"
                maxLength={80}
              />
            </div>
          )}
          <div className={css.publish}>
            <Submit sending={sent.sending}>{t('sell.publish')}</Submit>
            <p className={css.quiet}>{t(photos.busy ? 'photo.stillSending' : 'sell.publish.hint')}</p>
          </div>
        </Form>
      </div>
    </div>
  );
}

/** Sent a second time, because the answer to the first was lost, it changes what is on the shelf already. */
async function offer(draft_id: string, edition_id: string, terms: Terms) {
  try {
    await body(own.POST('/api/v1/me/copies', { body: { ...offerOf(terms), edition_id, draft_id }, headers: { 'Idempotency-Key': draft_id } }));
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'idempotency_key_reused')) throw error;
    await body(own.PUT('/api/v1/me/copies/{id}', { params: { path: { id: draft_id } }, body: offerOf(terms) }));
  }
}

function BookCard({ edition, work, waiting }: { edition: Edition; work: Book | undefined; waiting: number }) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <div className={css.book}>
      {work && <Cover book={work} decorative eager className={css.cover} />}
      <div className={css.words}>
        <p className={css.name}>{edition.title}</p>
        <p className={css.quiet}>{(work ? work.authors.map(({ name }) => name) : edition.authors).join(', ')}</p>
        <p className={css.quiet}>{printed(edition, i18n).slice(0, 4).join(' · ')}</p>
        <Waiting people={waiting} />
        <LocalLink to="/sell" className={css.other}>{t('sell.otherBook')}</LocalLink>
      </div>
    </div>
  );
}

function SavingNote({ saving }: { saving: Saving }) {
  const { t } = useI18n();
  const Icon = saving === 'saved' ? Check : saving === 'saving' ? CloudUpload : CloudOff;
  return (
    <p className={css.saving} role="status">
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
      {t(`sell.saving.${saving}`)}
    </p>
  );
}
