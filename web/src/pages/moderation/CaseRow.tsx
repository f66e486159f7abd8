import { useQuery } from '@tanstack/react-query';
import { Flag, Hand, Pencil, Scale, ScanSearch } from 'lucide-react';
import type { Case, CaseCard } from '@/api/types';
import { Cover } from '@/components/Cover';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { Photo } from '@/components/Photo';
import { holderOf, subjectOf, timeOf } from '@/features/moderation/names';
import { caseQuery } from '@/features/moderation/queries';
import { waitSince } from '@/features/moderation/waits';
import { useI18n } from '@/i18n/useI18n';
import css from './Queue.module.css';

export const ICONS = { reports: Flag, rule: ScanSearch, amended: Pencil, appeal: Scale };

interface Props {
  card: CaseCard;
  me: string;
  /** When the list came. */
  now: number;
}

/** A case in the queue. What it is about by name is asked for each: the case itself opens at once, then. */
export function CaseRow({ card, me, now }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { id, kind, decision } = card;
  const { data, isError } = useQuery(caseQuery(id));
  const Icon = ICONS[kind];
  const person = card.copy_id === undefined;
  return (
    <article className={css.row}>
      <Picture data={data} person={person} />
      <div className={css.words}>
        <h3 className={css.title}><LocalLink to={`/moderation/${id}`} lang={data?.copy?.work.language}>{data ? subjectOf(i18n, data) : t(isError ? 'moderation.unread' : 'moderation.loading')}</LocalLink></h3>
        <p className={css.facts}>
          <span className={cx(css.kind, css[kind])}><Icon size={16} strokeWidth={1.75} aria-hidden="true" />{t(`case.kind.${kind}`)}</span>
          {card.reports > 0 && <span>{t('moderation.reports', { n: card.reports })}</span>}
          {card.rule_id && <span>{t('moderation.rule', { id: card.rule_id })}</span>}
        </p>
        {data && <Said data={data} />}
      </div>
      {decision ? <Decided decision={decision} /> : <Waiting card={card} me={me} now={now} />}
    </article>
  );
}

function Picture({ data, person }: { data: Case | undefined; person: boolean }) {
  const { person: nameOf } = useI18n();
  const [photo] = data?.copy?.photos ?? [];
  if (photo) return <div className={css.picture}><Photo photo={photo} alt="" sizes="64px" fill className={css.photo} /></div>;
  if (data?.copy) return <div className={css.picture}><Cover book={data.copy.work} decorative /></div>;
  if (person && data?.person) return <div className={css.picture}><span className={css.initial} aria-hidden="true">{nameOf(data.person.name).charAt(0)}</span></div>;
  return <div className={css.picture} />;
}

/** What is said to be wrong, and the latest words about it. */
function Said({ data: { of_readers: reports, appeal_text: appeal } }: { data: Case }) {
  const { t } = useI18n();
  const kinds = [...new Set(reports.map(({ violation }) => violation))].map((violation) => t(`violation.${violation}`));
  const words = appeal ?? reports.find(({ text }) => text)?.text;
  return (
    <>
      {kinds.length > 0 && <p className={css.violations}>{kinds.join(' · ')}</p>}
      {words && <p className={css.said}>{words}</p>}
    </>
  );
}

function Waiting({ card, me, now }: Props) {
  const { t, locale } = useI18n();
  const { unit, n, long } = waitSince(card.opened_at, now);
  const holder = holderOf(card, now);
  return (
    <div className={css.state}>
      <p className={cx(css.wait, long && css.long)}>{t(`moderation.waits.${unit}`, { n })}</p>
      {holder && (
        <p className={cx(css.taken, holder.by === me && css.yours)}>
          <Hand size={16} strokeWidth={1.75} aria-hidden="true" />
          {t(holder.by === me ? 'moderation.taken.mine' : 'moderation.taken.other', { time: timeOf(locale, holder.until, now) })}
        </p>
      )}
    </div>
  );
}

function Decided({ decision: { action, at, applied } }: { decision: NonNullable<CaseCard['decision']> }) {
  const { t, date } = useI18n();
  return (
    <div className={css.state}>
      <p className={css.wait}>{t(`decided.action.${action}`)}</p>
      <p className={css.quiet}>{date(at)}{!applied && ` · ${t('decided.applied.no')}`}</p>
    </div>
  );
}
