import { useState } from 'react';
import { stockProblem } from '@/features/bulk/problems';
import { useI18n } from '@/i18n/useI18n';

/** Something one asks of the server by a button: one at a time, and what went wrong in words. */
export function useDeed() {
  const { t } = useI18n();
  const [busy, setBusy] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const act = async (name: string, work: () => Promise<unknown>) => {
    if (busy !== undefined) return;
    setBusy(name);
    setFailed(undefined);
    try {
      await work();
    } catch (error) {
      setFailed(stockProblem(t, error));
    }
    setBusy(undefined);
  };
  return { busy, failed, act };
}
