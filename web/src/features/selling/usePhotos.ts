import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { body, done } from '@/api/client';
import type { OwnPhoto, OwnPhotos, PhotoEdit } from '@/api/types';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { photoProblem } from './problems';
import { photosQuery } from './queries';
import { faultOf, MOST_PHOTOS, uploadPhoto } from './upload';
import { uuid } from './uuid';

export interface Sending {
  key: string;
  file: File;
  state: 'waiting' | 'sending' | 'making' | 'failed';
  /** From 0 to 1. */
  progress: number;
  problem?: string;
  /** Another attempt would end the same way. */
  hopeless?: boolean;
}

/** The photos of a copy or a draft: those the server has, and those on their way to it, one after the other. */
export function usePhotos(id: string) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const query = useQuery(photosQuery(id));
  const { queryKey } = photosQuery(id);
  const [sendings, setSendings] = useState<Sending[]>([]);
  const [failed, setFailed] = useState<string>();
  const line = useRef(Promise.resolve());
  const given = useRef(new Map<string, AbortController>());

  useEffect(() => {
    const all = given.current;
    return () => { all.forEach((one) => { one.abort(); }); };
  }, []);

  const change = useCallback((key: string, news: Partial<Sending>) => {
    setSendings((all) => all.map((one) => (one.key === key ? { ...one, ...news } : one)));
  }, []);
  const drop = useCallback((key: string) => {
    given.current.get(key)?.abort();
    given.current.delete(key);
    setSendings((all) => all.filter((one) => one.key !== key));
  }, []);

  const send = useCallback(({ key, file }: Pick<Sending, 'key' | 'file'>) => {
    const control = new AbortController();
    const gone = () => control.signal.aborted;
    given.current.set(key, control);
    change(key, { state: 'waiting', progress: 0 });
    line.current = line.current.then(async () => {
      if (gone()) return;
      change(key, { state: 'sending' });
      try {
        const photos = await uploadPhoto(id, file, (progress) => { change(key, { progress }); }, () => { change(key, { state: 'making' }); }, control.signal);
        queries.setQueryData(queryKey, photos);
        drop(key);
      } catch (error) {
        if (!gone()) change(key, { state: 'failed', problem: photoProblem(t, error) });
      }
    });
  }, [change, drop, id, queries, queryKey, t]);

  const photos = query.data?.items ?? [];
  const left = MOST_PHOTOS - photos.length - sendings.length;

  const add = (files: File[]) => {
    setFailed(files.length > left ? t('problem.too_many_photos') : undefined);
    const fresh = files.slice(0, Math.max(left, 0)).map((file): Sending => {
      const fault = faultOf(file);
      return { key: uuid(), file, progress: 0, ...(fault ? { state: 'failed', problem: t(`problem.${fault}`), hopeless: true } : { state: 'waiting' }) };
    });
    setSendings((all) => [...all, ...fresh]);
    fresh.filter(({ state }) => state === 'waiting').forEach(send);
  };

  /** Shows the outcome at once, and what was before when the server refuses. */
  const attempt = async (ask: Promise<OwnPhotos | undefined>, guess?: OwnPhoto[]) => {
    const before = queries.getQueryData(queryKey);
    setFailed(undefined);
    if (guess) queries.setQueryData(queryKey, { items: guess });
    try {
      const photosNow = await ask;
      if (photosNow) queries.setQueryData(queryKey, photosNow);
      return true;
    } catch (error) {
      if (before) queries.setQueryData(queryKey, before);
      setFailed(photoProblem(t, error));
      return false;
    }
  };
  const at = (photo: string) => ({ params: { path: { id, photo_id: photo } } });

  return {
    query,
    photos,
    sendings,
    left,
    failed,
    add,
    drop,
    retry: send,
    busy: sendings.some(({ state }) => state !== 'failed'),
    broken: sendings.some(({ state }) => state === 'failed'),
    /** Resolves when nothing is on its way any more. */
    settled: () => line.current,
    order: (ordered: OwnPhoto[]) => attempt(body(own.PUT('/api/v1/me/copies/{id}/photos', { params: { path: { id } }, body: { ids: ordered.map((photo) => photo.id) } })), ordered),
    remove: (photo: string) => attempt(done(own.DELETE('/api/v1/me/copies/{id}/photos/{photo_id}', at(photo))).then(() => undefined), photos.filter((one) => one.id !== photo)),
    edit: (photo: string, edit: PhotoEdit) => attempt(body(own.PUT('/api/v1/me/copies/{id}/photos/{photo_id}', { ...at(photo), body: edit }))),
  };
}

export type Photos = ReturnType<typeof usePhotos>;
