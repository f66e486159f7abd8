import { type ReactNode, useCallback, useState } from 'react';
import { ApiError } from '@/api/client';
import type { Account } from '@/api/types';
import { NotProven } from '@/features/account/refusals';
import { ProofDialog } from './ProofDialog';
import { ProofContext } from './proof';

/** Asks the owner of the account for a proof whenever something below needs one. */
export function ProofProvider({ account, children }: { account: Account; children: ReactNode }) {
  const [asked, setAsked] = useState<(proven: boolean) => void>();
  const withProof = useCallback(async <T,>(act: () => Promise<T>): Promise<T> => {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof ApiError && error.code === 'reauthentication_required')) throw error;
    }
    const proven = await new Promise<boolean>((answer) => { setAsked(() => answer); });
    setAsked(undefined);
    if (!proven) throw new NotProven('the reader would not');
    return act();
  }, []);
  return (
    <ProofContext value={withProof}>
      {children}
      {asked && <ProofDialog account={account} answer={asked} />}
    </ProofContext>
  );
}
