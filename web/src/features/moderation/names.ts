import type { Case, CaseCard } from '@/api/types';
import { formatMoment } from '@/features/account/moment';
import type { Locale } from '@/i18n/locale';
import type { I18n } from '@/i18n/useI18n';

/** The end of an id: enough to see that two things were done by the same person, and no name. */
export const shortId = (id: string): string => id.slice(-4);

/** What a case is about, by name. */
export function subjectOf({ t, person }: Pick<I18n, 't' | 'person'>, { copy_id: id, copy, person: who }: Pick<Case, 'copy_id' | 'copy' | 'person'>): string {
  if (id !== undefined) return copy?.work.title ?? t('moderation.copyGone');
  return who ? t('moderation.person', { name: person(who.name) }) : t('moderation.personGone');
}

/** «15:40», or with its day where that is another one. */
export function timeOf(locale: Locale, until: string, now: number): string {
  const end = new Date(until);
  if (end.toDateString() !== new Date(now).toDateString()) return formatMoment(locale, until);
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, { timeStyle: 'short' }).format(end);
}

/** By whom a case is held at a time; undefined: by nobody. */
export function holderOf({ taken_by: by, taken_until: until }: Pick<CaseCard, 'taken_by' | 'taken_until'>, now: number): { by: string; until: string } | undefined {
  return by !== undefined && until !== undefined && Date.parse(until) > now ? { by, until } : undefined;
}
