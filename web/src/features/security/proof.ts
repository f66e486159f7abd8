import { createContext, use } from 'react';

/**
 * Does something that the server may allow only to who has proved lately who they are: then the proof is asked for, and
 * it is done again. Throws what `act` throws, and NotProven where the reader would not.
 */
export type WithProof = <T>(act: () => Promise<T>) => Promise<T>;

export const ProofContext = createContext<WithProof>((act) => act());
export const useProof = (): WithProof => use(ProofContext);
