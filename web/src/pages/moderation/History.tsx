import type { Case, DecisionAction } from '@/api/types';
import { LocalLink } from '@/components/LocalLink';
import { formatMoment } from '@/features/account/moment';
import { shortId } from '@/features/moderation/names';
import { VIOLATIONS } from '@/features/reports/terms';
import { type I18n, useI18n } from '@/i18n/useI18n';
import { Part } from './Evidence';
import css from './Case.module.css';

type Entry = Case['history'][number];

const KNOWN = ['opened', 'reported', 'taken', 'released', 'decided', 'applied'] as const;
const ACTIONS: readonly DecisionAction[] = ['dismiss', 'hide_copy', 'remove_copy', 'ask_to_amend', 'block_account', 'uphold', 'reject'];
const SOURCES = ['appeal', 'amended'] as const;

const among = <K extends string>(list: readonly K[], slug: string | undefined): K | undefined => list.find((one) => one === slug);

export function History({ data: { history, person_id: owner }, me }: { data: Case; me: string }) {
  const { t, locale } = useI18n();
  return (
    <Part id="history" title={t('case.history')}>
      <ol role="list" className={css.history}>
        {history.map((entry, i) => {
          const known = among(KNOWN, entry.what);
          const details = [by(t, entry, owner, me), why(t, entry)].filter(Boolean).join(' · ');
          return (
            <li key={`${entry.at} ${String(i)}`}>
              <p className={css.strong}>{known ? t(`case.history.${known}`) : t('case.history.other', { what: entry.what })}</p>
              <p className={css.quiet}><time dateTime={entry.at}>{formatMoment(locale, entry.at)}</time> · {details}</p>
            </li>
          );
        })}
      </ol>
    </Part>
  );
}

function by(t: I18n['t'], { by: who, what, why: reason }: Entry, owner: string, me: string): string {
  if (who === undefined) return t('case.by.market');
  if (who === me) return t('case.by.you');
  if (who === owner) return t('case.by.owner');
  const reader = what === 'reported' || (what === 'opened' && reason !== 'appeal');
  return t(reader ? 'case.by.reader' : 'case.by.moderator', { id: shortId(who) });
}

/** Of a violation, of a decision, or of whatever else the market calls the reason. */
function why(t: I18n['t'], { why: slug }: Entry): string {
  const violation = among(VIOLATIONS, slug);
  if (violation) return t(`violation.${violation}`);
  const action = among(ACTIONS, slug);
  if (action) return t(`decided.action.${action}`);
  const source = among(SOURCES, slug);
  return source ? t(`case.why.${source}`) : (slug ?? '');
}

export function Others({ cases }: { cases: Case['others'] }) {
  const { t, date } = useI18n();
  if (cases.length === 0) return null;
  return (
    <Part id="others" title={t('case.others')}>
      <ul role="list" className={css.history}>
        {cases.map(({ id, kind, opened_at: at, decision }) => (
          <li key={id}>
            <LocalLink to={`/moderation/${id}`} className={css.other}>{t('case.others.one', { kind: t(`case.kind.${kind}`), date: date(at) })}</LocalLink>
            <p className={css.quiet}>{decision ? t(`decided.action.${decision.action}`) : t('case.others.open')}</p>
          </li>
        ))}
      </ul>
    </Part>
  );
}
