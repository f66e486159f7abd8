import { queryOptions } from '@tanstack/react-query';
import { body } from '@/api/client';
import { own } from '@/features/session/own';

// All of them begin with «me»: they are forgotten when the session ends.
export const passkeysQuery = queryOptions({
  queryKey: ['me', 'passkeys'],
  queryFn: ({ signal }) => body(own.GET('/api/v1/me/passkeys', { signal })),
  staleTime: 0,
});

export const totpQuery = queryOptions({
  queryKey: ['me', 'totp'],
  queryFn: ({ signal }) => body(own.GET('/api/v1/me/totp', { signal })),
  staleTime: 0,
});

export const tokensQuery = queryOptions({
  queryKey: ['me', 'api_tokens'],
  queryFn: ({ signal }) => body(own.GET('/api/v1/me/api-tokens', { signal })),
  staleTime: 0,
});
