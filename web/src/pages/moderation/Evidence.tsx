import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Case } from '@/api/types';
import { GradeBadge } from '@/components/Badge';
import { Cover } from '@/components/Cover';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { formatMoment } from '@/features/account/moment';
import { Gallery } from '@/features/copies/Gallery';
import { shortId } from '@/features/moderation/names';
import { EditionFacts } from '@/features/works/EditionFacts';
import { useI18n } from '@/i18n/useI18n';
import css from './Case.module.css';

export function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section className={css.part} aria-labelledby={id}>
      <h2 id={id} className={css.sub}>{title}</h2>
      {children}
    </section>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** `newest`: of the reports that were there when the page was opened. */
export function ReportsShown({ reports, newest }: { reports: Case['of_readers']; newest: string }) {
  const { t, locale } = useI18n();
  return (
    <Part id="reports" title={t('case.reports')}>
      {reports.length === 0 ? <p className={css.quiet}>{t('case.reports.none')}</p> : (
        <ul role="list" className={css.reports}>
          {reports.map(({ reporter_id: reporter, violation, text, at }) => (
            <li key={reporter} className={cx(css.report, at > newest && css.fresh)}>
              <p className={css.strong}>
                {t(`violation.${violation}`)}
                {at > newest && <span className={css.new}>{t('case.report.new')}</span>}
              </p>
              {text ? <blockquote className={css.quote}>{text}</blockquote> : <p className={css.quiet}>{t('case.report.wordless')}</p>}
              <p className={css.quiet}>{t('case.report.by', { id: shortId(reporter) })} · <time dateTime={at}>{formatMoment(locale, at)}</time></p>
            </li>
          ))}
        </ul>
      )}
    </Part>
  );
}

/** As its owner has it, seen by others or not. */
export function CopyShown({ copy }: { copy: Case['copy'] }) {
  const { t, money, town, date } = useI18n();
  if (!copy) return <Part id="copy" title={t('case.copy')}><p className={css.quiet}>{t('case.copy.none')}</p></Part>;
  const { work, edition, price, exchange, grade, notes, status, place, photos, listed_at: listed, restriction } = copy;
  return (
    <Part id="copy" title={t('case.copy')}>
      <div className={css.copy}>
        {photos.length > 0 ? <Gallery photos={photos} title={work.title} /> : (
          <figure className={css.cover}>
            <Cover book={work} />
            <figcaption className={css.quiet}>{t('case.copy.noPhotos')}</figcaption>
          </figure>
        )}
        <div className={css.words}>
          <p className={css.name} lang={work.language}>{work.title}</p>
          <p className={css.quiet}>{work.authors.map(({ name }) => name).join(', ')}</p>
          {notes ? (
            <figure className={css.notes}>
              <figcaption className={css.quiet}>{t('case.copy.notes')}</figcaption>
              <blockquote className={css.quote} lang="uk">{notes}</blockquote>
            </figure>
          ) : <p className={css.quiet}>{t('case.copy.noNotes')}</p>}
          <dl className={css.facts}>
            <Fact name={t('case.copy.price')}>{[price && money(price), exchange && t('filter.exchange')].filter(Boolean).join(' · ')}</Fact>
            <Fact name={t('case.copy.grade')}><GradeBadge grade={grade} /></Fact>
            <Fact name={t('case.copy.place')}>{town(place)}</Fact>
            <Fact name={t('case.copy.status')}>{t(restriction ? `decided.action.${restriction.action}` : `status.${status}`)}</Fact>
            <Fact name={t('case.copy.listed')}>{date(listed)}</Fact>
          </dl>
          <EditionFacts edition={edition} />
          {status !== 'hidden' && <Elsewhere to={`/copies/${copy.id}`}>{t('case.copy.page')}</Elsewhere>}
        </div>
      </div>
    </Part>
  );
}

export function PersonShown({ person: who }: { person: Case['person'] }) {
  const { t, person, town, date } = useI18n();
  return (
    <Part id="person" title={t('case.person')}>
      {who ? (
        <>
          <p className={css.name}>{person(who.name)}</p>
          <p className={css.quiet}>{town(who.place)} · {t('seller.since', { date: date(who.since) })}</p>
          {who.about && (
            <figure className={css.notes}>
              <figcaption className={css.quiet}>{t('case.person.about')}</figcaption>
              <blockquote className={css.quote} lang="uk">{who.about}</blockquote>
            </figure>
          )}
          <Elsewhere to={`/sellers/${who.id}`}>{t('case.person.page')}</Elsewhere>
        </>
      ) : <p className={css.quiet}>{t('case.person.none')}</p>}
    </Part>
  );
}

/** In another tab: what was written here is not left behind. */
function Elsewhere({ to, children }: { to: string; children: ReactNode }) {
  return (
    <LocalLink to={to} target="_blank" rel="noreferrer" className={css.elsewhere}>
      {children}<ExternalLink size={16} strokeWidth={1.75} aria-hidden="true" />
    </LocalLink>
  );
}

/** The decision that is appealed, and what is said against it. */
export function Appealed({ data: { about, others, appeal_text: text } }: { data: Case }) {
  const { t } = useI18n();
  const decision = others.find(({ id }) => id === about)?.decision;
  return (
    <>
      <Part id="appeal" title={t('case.appeal')}><blockquote className={css.quote}>{text}</blockquote></Part>
      {decision && (
        <Part id="appealed" title={t('case.appealed')}>
          <p className={css.strong}>{t(`decided.action.${decision.action}`)}</p>
          <dl className={css.facts}>
            {decision.violation && <Fact name={t('decide.violation')}>{t(`violation.${decision.violation}`)}</Fact>}
            {decision.ground && <Fact name={t('decide.ground')}>{t(`decisions.ground.${decision.ground}`, { text: decision.ground_text ?? '' })}</Fact>}
            <Fact name={t('decisions.reasons')}><span className={css.lines}>{decision.text}</span></Fact>
          </dl>
        </Part>
      )}
    </>
  );
}
