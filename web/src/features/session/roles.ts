import type { Account } from '@/api/types';

/** Administrators may do what moderators may. */
export const isModerator = ({ roles }: Account): boolean => roles.some((role) => role === 'moderator' || role === 'admin');
