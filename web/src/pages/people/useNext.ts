import { useSearchParams } from 'react-router';
import { safeNext, withNext } from '@/features/session/next';
import { useI18n } from '@/i18n/useI18n';

/** Where the reader comes from and goes back to, through whichever of these pages they take. */
export function useNext() {
  const [params] = useSearchParams();
  const { path } = useI18n();
  const next = safeNext(params.get('next'), location.origin);
  return {
    next,
    /** Another of these pages, that leads to the same place. */
    through: (page: '/sign-in' | '/sign-up' | '/reset-password') => withNext(path(page), next),
  };
}
