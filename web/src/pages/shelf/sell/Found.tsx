import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import type { Edition, WorkCard } from '@/api/types';
import { bylineOf, yearsOf } from '@/components/byline';
import button from '@/components/Button.module.css';
import { Cover } from '@/components/Cover';
import { cx } from '@/components/cx';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import type { Book } from '@/features/selling/kept';
import { WaitingFor } from '@/features/wishes/Waiting';
import { workQuery } from '@/features/works/queries';
import { type I18n, useI18n } from '@/i18n/useI18n';
import type { Choose } from './FindBook';
import css from './Found.module.css';

/** «2017, Фоліо, Харків, українська, ISBN …»: what is printed on the back of the title page. */
export function printed({ year, publisher, place, language: tag, translator, isbn }: Edition, { t, language }: Pick<I18n, 't' | 'language'>): string[] {
  return [
    year === undefined ? t('year.unknown') : String(year),
    publisher,
    place,
    tag && language(tag),
    translator && `${t('edition.translator')}: ${translator}`,
    isbn && `ISBN\u00a0${isbn}`,
  ].filter((fact): fact is string => Boolean(fact));
}

/** One edition that was found by its number: is it this one? */
export function FoundEditionCard({ edition, work, choose }: { edition: Edition; work: Book; choose: Choose }) {
  const i18n = useI18n();
  const { t } = i18n;
  return (
    <div className={css.found}>
      <Cover book={work} decorative eager className={css.cover} />
      <div className={css.words}>
        <p className={css.title}>{edition.title}</p>
        <p className={css.byline}>{work.authors.map(({ name }) => name).join(', ')}</p>
        <p className={css.facts}>{printed(edition, i18n).join(' · ')}</p>
        <WaitingFor work={work.id} />
        <button type="button" className={cx(button.button, button.primary, css.yes)} onClick={() => { choose(edition, work); }}>{t('sell.isMine')}</button>
      </div>
    </div>
  );
}

/** A work with its editions, which open on demand: they are told apart by year, publisher and language. */
export function WorkChoice({ work, choose, open: begins }: { work: WorkCard; choose: Choose; open: boolean }) {
  const { t } = useI18n();
  const id = useId();
  const [open, setOpen] = useState(begins);
  return (
    <div className={css.work}>
      <button type="button" className={css.head} aria-expanded={open} aria-controls={id} onClick={() => { setOpen(!open); }}>
        <Cover book={work} decorative className={css.small} />
        <span className={css.words}>
          <span className={css.title} lang={work.language}>{work.title}</span>
          <span className={css.byline}>{bylineOf({ ...work, year: yearsOf(work) ?? t('year.unknown') })}</span>
        </span>
        <ChevronDown className={cx(css.chevron, open && css.up)} size={22} strokeWidth={1.75} aria-hidden="true" />
      </button>
      <div id={id} hidden={!open}>{open && <Editions work={work} choose={choose} />}</div>
    </div>
  );
}

const FEW = 8;

function Editions({ work, choose }: { work: WorkCard; choose: Choose }) {
  const i18n = useI18n();
  const { t } = i18n;
  const [all, setAll] = useState(false);
  const query = useQuery(workQuery(work.id));
  return (
    <QueryState query={query} loading={<div className={css.wait}><Loading />{t('state.loading')}</div>} part>
      {({ editions }) => {
        const sorted = [...editions].sort((a, b) => (b.year ?? 0) - (a.year ?? 0));
        return (
          <>
            <WaitingFor work={work.id} />
            <p className={css.ask}>{t('sell.edition.which')}</p>
            <ul role="list" className={css.editions}>
              {sorted.slice(0, all ? undefined : FEW).map((edition) => {
                const [year, ...others] = printed(edition, i18n);
                return (
                  <li key={edition.id}>
                    <button type="button" className={css.edition} onClick={() => { choose(edition, work); }}>
                      <span className={css.year}>{year}</span>
                      <span className={css.facts}>{others.join(' · ') || t('work.edition.unnamed')}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
            {!all && sorted.length > FEW && (
              <button type="button" className={cx(button.button, button.quiet, css.more)} onClick={() => { setAll(true); }}>
                {t('work.editions.more', { n: sorted.length - FEW })}
              </button>
            )}
          </>
        );
      }}
    </QueryState>
  );
}
