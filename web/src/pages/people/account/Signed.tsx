import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';
import type { Account } from '@/api/types';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonPage } from '@/components/states/Skeleton';
import { accountQuery } from '@/features/account/queries';
import { ProofProvider } from '@/features/security/ProofProvider';
import { signInPath } from '@/features/session/next';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';

/** For the owner of an account, who may be asked for a proof there. Who is not signed in is led to the door. */
export function Signed({ children }: { children: (account: Account) => ReactNode }) {
  const { pathname, search, hash } = useLocation();
  const session = useSession();
  const account = useQuery({ ...accountQuery, enabled: session.kind !== 'anonymous' });
  const { path } = useI18n();
  if (session.kind === 'anonymous') return <Navigate to={session.left ? path('/') : signInPath(pathname + search + hash)} replace />;
  return (
    <QueryState query={account} loading={<SkeletonPage />}>
      {(data) => <ProofProvider account={data}>{children(data)}</ProofProvider>}
    </QueryState>
  );
}
