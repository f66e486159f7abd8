import { useQuery } from '@tanstack/react-query';
import { Pencil } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import button from '@/components/Button.module.css';
import form from '@/components/form/Form.module.css';
import { LocalLink } from '@/components/LocalLink';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { asks, type Common, defers, forgets, type Pile, piles, says, skips, takesOff, usePile } from '@/features/bulk/pile';
import { usePublishing } from '@/features/bulk/usePublishing';
import { keptPlace } from '@/features/selling/kept';
import { profileQuery } from '@/features/selling/queries';
import { nudge } from '@/features/selling/useCamera';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { Asked } from './Asked';
import { CommonForm } from './CommonForm';
import { Later } from './Later';
import css from './Many.module.css';
import { PileList } from './PileList';
import { Reading } from './Reading';

/** Books are scanned one after another, confirmed, and offered all at once. */
export function ManyPage() {
  const { t } = useI18n();
  const session = useSession();
  return (
    <div className={css.page}>
      <h1>{t('own.sell_scan.title')}</h1>
      {session.kind === 'signed_in' ? <Scanning key={session.account.id} account={session.account.id} name={session.account.name} /> : <Loading />}
    </div>
  );
}

function Scanning({ account, name }: { account: string; name: string }) {
  const { t } = useI18n();
  const { pile, kept, change } = usePile(account);
  const profile = useQuery(profileQuery);
  const [editing, setEditing] = useState(false);
  const { common } = pile;
  const setCommon = (next: Common) => { change((before) => ({ ...before, common: next })); setEditing(false); };
  return (
    <>
      {!common && <p className={css.lead}>{t('many.lead')}</p>}
      {!kept && <p role="alert" className={form.alert}>{t('many.noStorage')}</p>}
      <QueryState query={profile} loading={<Loading />} part>
        {(known) => !common || editing || known === null ? (
          <CommonForm common={common} profile={known} name={name} done={setCommon} back={common && known ? () => { setEditing(false); } : undefined} />
        ) : (
          <Work common={common} place={known.place} pile={pile} change={change} edit={() => { setEditing(true); }} />
        )}
      </QueryState>
    </>
  );
}

/** While the same book stays before the camera, it is the same reading. */
const SAME = 2500;

interface WorkProps {
  common: Common;
  place: { code: string; name: string; region: string };
  pile: Pile;
  change: (how: (pile: Pile) => Pile) => void;
  edit: () => void;
}

function Work({ common, place, pile, change, edit }: WorkProps) {
  const { t } = useI18n();
  const [told, setTold] = useState('');
  const [note, setNote] = useState<string>();
  /** Each book that is asked about is asked anew, also when it is the same again. */
  const [turn, setTurn] = useState(0);
  const [byHand, setByHand] = useState(false);
  const seen = useRef<{ isbn: string; at: number }>(undefined);
  const field = useRef<HTMLInputElement>(null);
  const publishing = usePublishing(useCallback((key: string) => { change(takesOff(key)); }, [change]));
  const [isbn] = pile.asked;

  const ask = (one: string) => { setNote(undefined); change(asks(one)); };
  const found = (one: string): 'more' => {
    const before = seen.current;
    seen.current = { isbn: one, at: Date.now() };
    if (before?.isbn === one && Date.now() - before.at < SAME) return 'more';
    nudge();
    setByHand(false);
    if (pile.later.includes(one)) setNote(t('many.deferred', { isbn: one }));
    else ask(one);
    return 'more';
  };
  const decide = (how: (before: Pile) => Pile, news: string) => {
    // Nothing was read meanwhile: the book that was asked about may still lie there.
    if (seen.current) seen.current = { ...seen.current, at: Date.now() };
    setTurn((before) => before + 1);
    setTold(news);
    change(how);
  };

  const hadCard = useRef(isbn !== undefined);
  useEffect(() => {
    const had = hadCard.current;
    hadCard.current = isbn !== undefined;
    // The card went away with the focus in it: it goes back to where the next book comes from.
    if (had && isbn === undefined && document.activeElement === document.body) (byHand ? field.current : document.getElementById('reading'))?.focus({ preventScroll: !byHand });
  }, [isbn, byHand]);

  return (
    <>
      <Summary common={common} place={place} edit={edit} />
      <p role="status" className="visually-hidden">{told}</p>
      <div className={css.work}>
        <div className={css.left}>
          <Reading
            resting={isbn !== undefined || publishing.run !== undefined}
            note={note}
            found={found}
            field={field}
            typed={(one) => { setByHand(true); ask(one); }}
          />
          {isbn !== undefined && (
            <Asked
              key={turn}
              isbn={isbn}
              common={common}
              again={pile.piled.some((one) => one.isbn === isbn)}
              queued={pile.asked.length - 1}
              pile={(book) => { decide(piles(book), t('many.pile.added', { title: book.edition.title })); }}
              skip={() => { decide(skips, ''); }}
              defer={() => { decide(defers(isbn), t('many.later.added', { isbn })); }}
              typing={() => { field.current?.focus(); }}
            />
          )}
        </div>
        <div className={css.right}>
          <PileList
            pile={pile.piled}
            publishing={publishing}
            change={(key, terms) => { change(says(key, terms)); }}
            remove={(book) => { change(takesOff(book.key)); setTold(t('many.pile.removed', { title: book.edition.title })); }}
          />
          {pile.later.length > 0 && <Later isbns={pile.later} forget={(one) => { change(forgets(one)); }} />}
          {pile.piled.length === 0 && publishing.done > 0 && <LocalLink to="/shelf" className={button.button}>{t('sell.toShelf')}</LocalLink>}
        </div>
      </div>
    </>
  );
}

/** What the next books have in common, in a line. */
function Summary({ common: { grade, kind, way, price, place: code }, place, edit }: { common: Common; place: WorkProps['place']; edit: () => void }) {
  const { t, grade: gradeName, town } = useI18n();
  const where = place.code === code ? place : keptPlace(code);
  const terms = [
    gradeName(grade),
    t(`sell.kind.${kind}`),
    kind !== 'exchange' && (way === 'same' ? `${price} ₴` : t(`many.way.${way}`)),
    where && town(where),
  ].filter(Boolean).join(' · ');
  return (
    <div className={css.summary}>
      <p>{terms}</p>
      <button type="button" className={button.button} onClick={edit}><Pencil size={18} strokeWidth={1.75} aria-hidden="true" />{t('many.change')}</button>
    </div>
  );
}
