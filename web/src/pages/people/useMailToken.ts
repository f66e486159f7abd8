import { useLocation } from 'react-router';

/** The token of a letter's link. It stands behind # so that no server on the way logs it. */
export const useMailToken = (): string => useLocation().hash.slice(1);
