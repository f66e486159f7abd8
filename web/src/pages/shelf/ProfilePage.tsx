import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller } from 'react-hook-form';
import { body } from '@/api/client';
import type { Profile } from '@/api/types';
import { TextArea, TextField } from '@/components/form/Field';
import { Done, Form, Submit } from '@/components/form/FormParts';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonPage } from '@/components/states/Skeleton';
import { useSending } from '@/features/account/useSending';
import { keptPlace } from '@/features/selling/kept';
import { PlaceField } from '@/features/selling/PlaceField';
import { words } from '@/features/selling/problems';
import { profileQuery } from '@/features/selling/queries';
import { Group } from '@/features/selling/TermsFields';
import { own } from '@/features/session/own';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { LANGUAGES } from './languages';
import css from './ProfilePage.module.css';

/** What everybody may know of who offers books. */
export function ProfilePage() {
  const profile = useQuery(profileQuery);
  return (
    <QueryState query={profile} loading={<SkeletonPage />}>
      {(data) => <ProfileForm profile={data} />}
    </QueryState>
  );
}

function ProfileForm({ profile }: { profile: Profile | null }) {
  const { t, locale, language } = useI18n();
  const queries = useQueryClient();
  const session = useSession();
  const [saved, setSaved] = useState(false);
  const { form: { control, register, setValue }, error, ...form } = useSending<{ name: string; place: string; about: string; languages: string[] }>(
    {
      name: profile?.name ?? (session.kind === 'signed_in' ? session.account.name : ''),
      place: profile?.place.code ?? '',
      about: profile?.about ?? '',
      languages: profile?.languages ?? [locale],
    },
    async ({ name, place, about, languages }) => {
      setSaved(false);
      const said = await body(own.PUT('/api/v1/me/profile', { body: { name: name.trim(), place, languages, ...(about.trim() && { about: about.trim() }) } }));
      queries.setQueryData(profileQuery.queryKey, said);
      void queries.invalidateQueries({ queryKey: ['seller', said.id] });
      setSaved(true);
    },
    words,
  );
  // A language that is not on our list stays chosen.
  const languages = [...new Set([...LANGUAGES, ...(profile?.languages ?? [])])];
  return (
    <div className={css.page}>
      <h1>{t('own.profile.title')}</h1>
      <p className={css.lead}>{t('profile.lead')} {profile && <LocalLink to={`/sellers/${profile.id}`}>{t('profile.public')}</LocalLink>}</p>
      <div className={css.card}>
        <Form {...form}>
          <TextField
            {...register('name', { validate: (typed) => typed.trim() !== '' || t('problem.name.too_short') })}
            label={t('field.name')}
            hint={t('profile.name.hint')}
            error={error('name')}
            autoComplete="nickname"
            maxLength={80}
          />
          <Controller
            control={control}
            name="place"
            rules={{ required: t('sell.place.missing') }}
            render={({ field: { ref, value } }) => (
              <PlaceField
                label={t('profile.place')}
                hint={t('profile.place.hint')}
                error={error('place')}
                place={profile?.place.code === value ? profile.place : keptPlace(value)}
                choose={(place) => { setValue('place', place?.code ?? '', { shouldDirty: true, shouldValidate: error('place') !== undefined }); }}
                inputRef={ref}
              />
            )}
          />
          <TextArea {...register('about')} label={t('profile.about')} hint={t('profile.about.hint')} error={error('about')} maxLength={1000} rows={4} />
          <Group legend={t('profile.languages')} hint={t('profile.languages.hint')} error={error('languages')}>
            <div className={css.languages}>
              {languages.map((tag) => (
                <label key={tag} className={css.language}>
                  <input type="checkbox" value={tag} {...register('languages', { validate: (chosen) => chosen.length <= 12 || t('profile.languages.many') })} />
                  {language(tag)}
                </label>
              ))}
            </div>
          </Group>
          <Submit sending={form.sending}>{t('account.save')}</Submit>
          <Done>{saved && t('account.saved')}</Done>
        </Form>
      </div>
    </div>
  );
}
