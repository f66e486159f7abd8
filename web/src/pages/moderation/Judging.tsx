import { useQueryClient } from '@tanstack/react-query';
import { Hand } from 'lucide-react';
import { useState } from 'react';
import { ApiError, body } from '@/api/client';
import type { Case } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { Done } from '@/components/form/FormParts';
import form from '@/components/form/Form.module.css';
import { LocalLink } from '@/components/LocalLink';
import { holderOf, timeOf } from '@/features/moderation/names';
import { words } from '@/features/moderation/problems';
import { caseQuery } from '@/features/moderation/queries';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Decided } from './Decided';
import { DecisionForm } from './DecisionForm';
import css from './Case.module.css';

interface Props {
  data: Case;
  me: string;
  /** When the case was looked at. */
  now: number;
}

/** Takes a case, gives it back, decides it. What was written stays on the page whatever another moderator does meanwhile. */
export function Judging({ data, me, now }: Props) {
  const { t } = useI18n();
  const { id, state } = data;
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<string>();
  const [failed, setFailed] = useState<string>();
  // By the market's word: the clocks of the two may differ, and it says so where the hour is over.
  const mine = state === 'open' && data.taken_by === me;
  // The form is there from the time one has taken the case until one has decided it.
  const [begun, setBegun] = useState(mine);
  const at = { params: { path: { id } } };
  const again = async () => {
    await queries.invalidateQueries({ queryKey: caseQuery(id).queryKey });
    void queries.invalidateQueries({ queryKey: ['me', 'moderation', 'cases'] });
  };
  const act = async (work: () => Promise<unknown>, done: () => void) => {
    if (busy) return;
    setBusy(true);
    setTold(undefined);
    setFailed(undefined);
    try {
      await work();
      await again();
      done();
    } catch (error) {
      if (error instanceof ApiError && error.status === 409) await again();
      setFailed(words.all(t, error));
    }
    setBusy(false);
    document.getElementById('decision')?.focus({ preventScroll: true });
  };
  const take = () => void act(() => body(own.PUT('/api/v1/moderation/cases/{id}/taken', at)), () => { setBegun(true); });
  const release = () => void act(() => body(own.DELETE('/api/v1/moderation/cases/{id}/taken', at)), () => { setBegun(false); setTold(t('case.released')); });
  const decided = async () => {
    await again();
    setBegun(false);
    setTold(t('decide.done'));
    document.getElementById('decision')?.focus();
  };
  return (
    <section className={css.judging} aria-labelledby="decision">
      <h2 id="decision" tabIndex={-1} className={css.sub}>{t('case.decision')}</h2>
      <Done>{told}</Done>
      <div role="alert">{failed && <p className={form.alert}>{failed}</p>}</div>
      {data.decision ? <Decided data={data} me={me} /> : <Holding data={data} me={me} now={now} begun={begun} busy={busy} take={take} release={release} />}
      {begun && <DecisionForm data={data} mine={mine} decided={decided} again={again} />}
      {told !== undefined && <LocalLink to="/moderation" className={cx(button.button, css.act)}>{t('moderation.back')}</LocalLink>}
    </section>
  );
}

interface HoldingProps extends Props {
  begun: boolean;
  busy: boolean;
  take: () => void;
  release: () => void;
}

/** Whose the case is. */
function Holding({ data, me, now, begun, busy, take, release }: HoldingProps) {
  const { t, locale } = useI18n();
  const holder = holderOf(data, now);
  if (data.person_id === me) return <p>{t('case.own')}</p>;
  if (holder?.by === me) {
    return (
      <div className={css.holding}>
        <p className={css.mine}><Hand size={18} strokeWidth={1.75} aria-hidden="true" />{t('case.taken.mine', { time: timeOf(locale, holder.until, now) })}</p>
        <button type="button" className={button.button} aria-disabled={busy} onClick={release}>{t('case.release')}</button>
      </div>
    );
  }
  if (holder) {
    return (
      <div>
        <p className={css.strong}>{t('case.taken.other')}</p>
        <p className={css.quiet}>{t('case.taken.other.text', { time: timeOf(locale, holder.until, now) })}</p>
      </div>
    );
  }
  return (
    <>
      {!begun && <div><p className={css.strong}>{t('case.taken.free')}</p><p className={css.quiet}>{t('case.taken.free.text')}</p></div>}
      <button type="button" className={cx(button.button, button.primary, css.act)} aria-disabled={busy} onClick={take}>
        <Hand size={18} strokeWidth={1.75} aria-hidden="true" />{t(begun ? 'case.takeAgain' : 'case.take')}
      </button>
    </>
  );
}
