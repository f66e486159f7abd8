import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useI18n } from '@/i18n/useI18n';
import { words } from './problems';

/** Something that is done by a press: what came of it is told where it was pressed. */
export function useActing() {
  const { t } = useI18n();
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string>();
  const [failed, setFailed] = useState<string>();
  const forget = () => {
    setTold(undefined);
    setFailed(undefined);
  };
  /** `work` answers with the sentence that says what is done, where one is needed. */
  const act = async (work: () => Promise<string | undefined>): Promise<void> => {
    if (busy) return;
    setBusy(true);
    forget();
    try {
      const done = await work();
      await queries.invalidateQueries({ queryKey: ['me'] });
      setTold(done);
    } catch (error) {
      setFailed(words.all(t, error));
    }
    setBusy(false);
  };
  return { act, busy, told, failed, forget };
}

/** Where the attention goes when the button goes away with what it was for. */
export const attend = (section: string): void => { document.getElementById(section)?.focus(); };
