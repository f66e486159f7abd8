import { useQuery } from '@tanstack/react-query';
import { ArrowRight, ScanBarcode, Search } from 'lucide-react';
import { lazy, Suspense, type SyntheticEvent, useEffect, useId, useRef, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { ApiError } from '@/api/client';
import type { Edition } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import form from '@/components/form/Form.module.css';
import { LocalLink } from '@/components/LocalLink';
import { PageHead } from '@/components/PageHead';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { isIsbn } from '@/features/search/queries';
import { isbn13 } from '@/features/selling/isbn';
import { type Book, keepDraft } from '@/features/selling/kept';
import { words } from '@/features/selling/problems';
import { draftsQuery, profileQuery, titlesQuery } from '@/features/selling/queries';
import { saveDraft } from '@/features/selling/useDraft';
import { bodyOf, type Terms } from '@/features/selling/terms';
import { uuid } from '@/features/selling/uuid';
import { editionQuery } from '@/features/works/queries';
import { useI18n } from '@/i18n/useI18n';
import { FoundEditionCard, WorkChoice } from './Found';
import { HandForm } from './HandForm';
import css from './FindBook.module.css';

const Scanner = lazy(() => import('@/features/selling/Scanner'));

/** What the copy before had and the next one keeps. */
export type Kept = Pick<Terms, 'grade' | 'kind' | 'place'>;

/** An edition becomes a draft, which is then described. */
function useChoice() {
  const { t, path } = useI18n();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: { kept?: Kept } | null };
  const { data: profile } = useQuery(profileQuery);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const choose = async ({ id: edition }: Edition, work: Book) => {
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    const id = uuid();
    const kept = state?.kept;
    const place = kept?.place ?? profile?.place.code ?? '';
    try {
      await saveDraft(id, edition, bodyOf({ grade: kept?.grade ?? '', kind: kept?.kind ?? 'sale', price: '', place, notes: '' }));
      // The kind of an offer without a price is not to be read off the draft.
      const { id: workId, title, cover, authors } = work;
      keepDraft(id, { work: { id: workId, title, cover, authors }, ...(kept && { terms: { ...kept, place, price: '', notes: '' } }) });
      void navigate(path(`/sell?draft=${id}`));
    } catch (error) {
      setBusy(false);
      setProblem(words.all(t, error));
    }
  };
  return { choose, busy, problem };
}

export type Choose = (edition: Edition, work: Book) => void;

export function FindBook() {
  const { t } = useI18n();
  const [params, setParams] = useSearchParams();
  const { state } = useLocation() as { state: unknown };
  const { choose, busy, problem } = useChoice();
  const [scanning, setScanning] = useState(false);
  const q = params.get('q') ?? '';
  const byHand = params.has('new');
  const go = (next: Record<string, string>) => { setParams(next, { state }); };
  const pick: Choose = (edition, work) => void choose(edition, work);
  return (
    <div className={css.page}>
      <PageHead title={t('own.sell.title')} lead={t('sell.find.lead')} />
      <Finder key={q} q={q} find={(text) => { go({ q: text }); }} scan={() => { setScanning(true); }} />
      {problem && <p role="alert" className={form.alert}>{problem}</p>}
      <div aria-busy={busy} className={css.results}>
        {byHand ? <HandForm q={q} choose={pick} back={() => { go({ q }); }} />
          : q === '' ? <Drafts />
          : isIsbn(q) ? <ByIsbn key={q} isbn={q} choose={pick} byHand={() => { go({ q, new: '' }); }} />
          : <ByTitle key={q} q={q} choose={pick} byHand={() => { go({ q, new: '' }); }} />}
        {q === '' && !byHand && (
          <p className={css.quiet}>
            {t('sell.find.nothing')} <button type="button" className={css.plain} onClick={() => { go({ new: '' }); }}>{t('sell.byHand')}</button>
          </p>
        )}
      </div>
      {scanning && (
        <Suspense fallback={null}>
          <Scanner close={() => { setScanning(false); }} found={(isbn) => { setScanning(false); go({ q: isbn }); }} />
        </Suspense>
      )}
    </div>
  );
}

function Finder({ q, find, scan }: { q: string; find: (text: string) => void; scan: () => void }) {
  const { t } = useI18n();
  const id = useId();
  const [text, setText] = useState(q);
  const [wrong, setWrong] = useState<string>();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const plain = text.trim();
    const digits = plain.replaceAll(/[\s‐-―-]/g, '');
    if (plain === '') setWrong(t('sell.find.empty'));
    // A slip in a digit is told before anything is looked for.
    else if (/^97[89]\d{10}$/.test(digits) && isbn13(digits) === undefined) setWrong(t('problem.not_an_isbn'));
    else { setWrong(undefined); find(plain); }
  };
  return (
    <form className={css.finder} role="search" aria-label={t('own.sell.title')} noValidate onSubmit={submit}>
      <div className={form.field}>
        <label htmlFor={id} className={form.label}>{t('sell.find.label')}</label>
        <div className={css.row}>
          <div className={cx(form.box, css.box)}>
            <input
              id={id}
              type="text"
              className={form.input}
              value={text}
              onChange={(event) => { setText(event.target.value); }}
              aria-invalid={wrong !== undefined}
              aria-describedby={`${id}-hint${wrong ? ` ${id}-error` : ''}`}
              enterKeyHint="search"
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
            />
          </div>
          <button type="submit" className={cx(button.button, button.primary)}><Search {...glyph} />{t('search.submit')}</button>
          <button type="button" className={button.button} onClick={scan}><ScanBarcode {...glyph} />{t('sell.scan')}</button>
        </div>
        {wrong && <p className={form.error} id={`${id}-error`} role="alert">{wrong}</p>}
        <p className={form.hint} id={`${id}-hint`}>{t('sell.find.hint')}</p>
      </div>
    </form>
  );
}

function ByIsbn({ isbn, choose, byHand }: { isbn: string; choose: Choose; byHand: () => void }) {
  const { t } = useI18n();
  const edition = useQuery({ ...editionQuery(isbn.replaceAll(/[\s‐-―-]/g, '')), retry: false });
  const missing = edition.error instanceof ApiError && [400, 404].includes(edition.error.status) ? edition.error : undefined;
  if (missing) {
    return (
      <section className={css.none}>
        <Arrived><h2>{t('sell.isbn.none.title')}</h2></Arrived>
        <p>{t(missing.status === 400 ? 'problem.not_an_isbn' : 'sell.isbn.none.text')}</p>
        {missing.status === 404 && <button type="button" className={cx(button.button, button.primary)} onClick={byHand}>{t('sell.byHand')}</button>}
      </section>
    );
  }
  return (
    <QueryState query={edition} loading={<Loading />} part>
      {(found) => (
        <section className={css.section}>
          <Arrived><h2>{t('scan.found')}</h2></Arrived>
          <FoundEditionCard edition={found} work={found.work} choose={choose} />
          <p className={css.quiet}>{t('sell.isbn.other')} <button type="button" className={css.plain} onClick={byHand}>{t('sell.byHand')}</button></p>
        </section>
      )}
    </QueryState>
  );
}

function ByTitle({ q, choose, byHand }: { q: string; choose: Choose; byHand: () => void }) {
  const { t } = useI18n();
  const found = useQuery(titlesQuery(q));
  return (
    <QueryState query={found} loading={<Loading />} part>
      {({ items }) => (
        <section className={css.section}>
          <Arrived><h2>{t(items.length > 0 ? 'sell.title.choose' : 'sell.title.none', { q })}</h2></Arrived>
          {items.length > 0 && (
            <ul role="list" className={css.works}>
              {items.map((work) => <li key={work.id}><WorkChoice work={work} choose={choose} open={items.length === 1} /></li>)}
            </ul>
          )}
          <p className={css.quiet}>{t('sell.title.missing')}</p>
          <button type="button" className={button.button} onClick={byHand}>{t('sell.byHand')}</button>
        </section>
      )}
    </QueryState>
  );
}

/** What was found is heard: the heading takes the focus when it comes, unless one is typing again. */
function Arrived({ children }: { children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!(document.activeElement instanceof HTMLInputElement)) box.current?.focus({ preventScroll: true });
  }, []);
  return <div ref={box} tabIndex={-1} className={css.arrived} role="status">{children}</div>;
}

function Drafts() {
  const { t, date } = useI18n();
  const drafts = useQuery(draftsQuery);
  const items = drafts.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className={css.section} aria-labelledby="drafts">
      <h2 id="drafts">{t('sell.drafts')}</h2>
      <ul role="list" className={css.drafts}>
        {items.slice(0, 3).map((draft) => (
          <li key={draft.id}>
            <LocalLink to={`/sell?draft=${draft.id}`} className={css.draft}>
              <span className={css.words}>
                <span className={css.name}>{draft.edition?.title ?? t('shelf.draft.untitled')}</span>
                <span className={css.quiet}>{t('shelf.draft.saved', { date: date(draft.saved_at) })}</span>
              </span>
              <ArrowRight {...glyph} />
            </LocalLink>
          </li>
        ))}
      </ul>
      {items.length > 3 && <LocalLink to="/shelf?tab=drafts" className={css.more}>{t('sell.drafts.all', { n: items.length })}</LocalLink>}
    </section>
  );
}

const glyph = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const;
