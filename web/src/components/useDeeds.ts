import { useState } from 'react';

export interface News {
  text: string;
  undo?: () => void;
}

/**
 * What is done with the things of a list: told where the list is, undone from there, and why it failed. `say`: that in
 * words. To be shown by DeedNews.
 */
export function useDeeds(say: (error: unknown) => string) {
  const [told, setTold] = useState<News>();
  const [failed, setFailed] = useState<string>();
  /** `settle`: once it is done, brings the list up to date and answers with the news. Throws what `ask` throws. */
  const carryOut = async <T>(ask: () => Promise<T>, settle: (answer: T) => Promise<News>): Promise<void> => {
    setTold(undefined);
    setFailed(undefined);
    setTold(await settle(await ask()));
  };
  /** The same, but what is thrown is told. */
  const attempt = async <T>(ask: () => Promise<T>, settle: (answer: T) => Promise<News>): Promise<void> => {
    try {
      await carryOut(ask, settle);
    } catch (error) {
      setFailed(say(error));
    }
  };
  return { told, failed, carryOut, attempt };
}
