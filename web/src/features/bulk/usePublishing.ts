import { useEffect, useRef, useState } from 'react';
import { ApiError, NoAnswer } from '@/api/client';
import { queryClient } from '@/app/queryClient';
import { offer } from '@/features/selling/offer';
import { words } from '@/features/selling/problems';
import { useI18n } from '@/i18n/useI18n';
import type { Piled } from './pile';

/** Refusals that the next book would meet, too. */
const ofAll = (error: unknown) => error instanceof NoAnswer || (error instanceof ApiError && (error.status === 429 || error.status === 401 || error.status === 503));

/** Offers books one after another. `offered`: it is on the shelf. What one alone is refused for does not stop the others. */
export function usePublishing(offered: (key: string) => void) {
  const { t } = useI18n();
  const [run, setRun] = useState<{ done: number; total: number }>();
  const [failures, setFailures] = useState<Record<string, string>>({});
  const [stopped, setStopped] = useState<string>();
  const [done, setDone] = useState(0);
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => { left.current = true; };
  }, []);

  const why = (error: unknown): string => {
    const [field] = error instanceof ApiError ? error.fields : [];
    return field ? words.field(t, field.pointer.replace(/^\/body\//, '').replace(/\/.*/, ''), field.code) : words.all(t, error);
  };
  const publish = async (books: Piled[]) => {
    if (run) return;
    const tell = (key: string, text: string | undefined) => {
      setFailures((before) => Object.fromEntries([...Object.entries(before).filter(([other]) => other !== key), ...(text === undefined ? [] : [[key, text]])]) as Record<string, string>);
    };
    setStopped(undefined);
    let n = 0;
    for (const { key, edition, terms, work } of books) {
      if (left.current) return;
      setRun({ done: n, total: books.length });
      try {
        await offer(key, edition.id, terms);
        offered(key);
        tell(key, undefined);
        setDone((before) => before + 1);
        void queryClient.invalidateQueries({ queryKey: ['work', work.id] });
      } catch (error) {
        if (ofAll(error)) {
          setStopped(why(error));
          break;
        }
        tell(key, why(error));
      }
      n += 1;
    }
    setRun(undefined);
    void queryClient.invalidateQueries({ queryKey: ['me', 'copies'] });
  };
  return { run, failures, stopped, done, publish };
}
