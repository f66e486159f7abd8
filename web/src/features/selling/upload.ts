import { ApiError, body, NoAnswer } from '@/api/client';
import type { OwnPhotos } from '@/api/types';
import { own } from '@/features/session/own';
import { whole } from './edits';

export const MOST_PHOTOS = 12;
export const MOST_BYTES = 20_000_000;
/** What every server makes pictures of; a phone that keeps others turns them into these when it is asked for them. */
export const TYPES = ['image/jpeg', 'image/png', 'image/webp'];

/** What is wrong with a file can often be told before it is sent. */
export function faultOf({ type, size }: Pick<File, 'type' | 'size'>): 'unsupported_image' | 'too_many_bytes' | 'image_broken' | undefined {
  if (!TYPES.includes(type)) return 'unsupported_image';
  if (size > MOST_BYTES) return 'too_many_bytes';
  return size === 0 ? 'image_broken' : undefined;
}

/** fetch does not tell how far it is. Throws NoAnswer, or ApiError for what the store of objects refused. */
export function put(url: string, type: string, file: File, progress: (part: number) => void, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => { reject(new NoAnswer('the upload broke off')); };
    request.open('PUT', url);
    request.setRequestHeader('Content-Type', type);
    request.upload.onprogress = ({ loaded, total }) => { if (total > 0) progress(loaded / total); };
    request.onerror = request.ontimeout = request.onabort = fail;
    request.onload = () => {
      if (request.status < 300) resolve();
      else reject(new ApiError(new Response(null, { status: request.status }), undefined));
    };
    signal.addEventListener('abort', () => { request.abort(); });
    request.send(file);
  });
}

/** The photos of a copy or a draft, with one more. `making`: the bytes are there, the server makes pictures of them. */
export async function uploadPhoto(id: string, file: File, progress: (part: number) => void, making: () => void, signal: AbortSignal): Promise<OwnPhotos> {
  const upload = await body(own.POST('/api/v1/me/copies/{id}/photos', { params: { path: { id } }, body: { content_type: file.type, bytes: file.size }, signal }));
  await put(upload.url, upload.content_type, file, progress, signal);
  making();
  return body(own.PUT('/api/v1/me/copies/{id}/photos/{photo_id}', { params: { path: { id, photo_id: upload.photo_id } }, body: whole(0), signal }));
}
