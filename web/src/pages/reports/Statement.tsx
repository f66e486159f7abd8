import { useQuery } from '@tanstack/react-query';
import { Ban, EyeOff, FileX, Pencil } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import type { Decision } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { formatMoment } from '@/features/account/moment';
import { decidedCopyQuery } from '@/features/reports/queries';
import type { MessageId } from '@/i18n/messages';
import { useI18n } from '@/i18n/useI18n';
import { Appeal } from './Appeal';
import css from './Reports.module.css';

const LOOKS = {
  hide_copy: { Icon: EyeOff, title: 'decisions.action.hide_copy' },
  remove_copy: { Icon: FileX, title: 'decisions.action.remove_copy' },
  ask_to_amend: { Icon: Pencil, title: 'decisions.action.ask_to_amend' },
  block_account: { Icon: Ban, title: 'decisions.action.block_account' },
} as const;
type Restricting = keyof typeof LOOKS;

/** The statement of reasons (Regulation (EU) 2022/2065, art. 17): what, why, on what ground, by whom, and what can be done about it. */
export function Statement({ decision }: { decision: Decision }) {
  const { t, locale } = useI18n();
  const { id, copy_id: copy, ground, ground_text: rule, text, found_by: found, decided_at: decided, appeal_until: until } = decision;
  // Only what takes something from somebody is told here.
  const action = decision.action as Restricting;
  const { Icon, title } = LOOKS[action];
  const box = useRef<HTMLElement>(null);
  const { hash } = useLocation();
  const meant = hash === `#${id}`;
  useEffect(() => { if (meant) box.current?.scrollIntoView(); }, [meant]);
  const about = useQuery({ ...decidedCopyQuery(copy ?? ''), enabled: copy !== undefined }).data;
  const restricted = about?.restriction?.decision_id === id;
  return (
    <article id={id} ref={box} className={cx(css.card, css.statement)}>
      <div className={css.head}>
        <Icon size={26} strokeWidth={1.75} aria-hidden="true" />
        <h3 className={css.title} tabIndex={-1}>{t(title)}</h3>
      </div>
      <p>{t(effect(action, copy !== undefined))}</p>
      <dl className={css.facts}>
        <Fact name={t('decisions.about')}>
          {copy === undefined ? t('decisions.about.you') : about === null ? t('decisions.about.gone') : about ? <LocalLink to={`/works/${about.work.id}`} lang={about.work.language}>{about.work.title}</LocalLink> : t('decisions.about.copy')}
        </Fact>
        <Fact name={t('decisions.at')}><time dateTime={decided}>{formatMoment(locale, decided)}</time></Fact>
        <Fact name={t('decisions.violation')}>{t(`violation.${decision.violation}`)}</Fact>
        <Fact name={t('decisions.ground')}>{t(`decisions.ground.${ground}`, { text: rule })}</Fact>
        <Fact name={t('decisions.reasons')}><p className={css.words}>{text}</p></Fact>
        <Fact name={t('decisions.found')}>{t(`decisions.found.${found}`)}</Fact>
        <Fact name={t('decisions.by')}>{t('decisions.by.person')}</Fact>
        {decision.may_appeal && <Fact name={t('decisions.until')}>{t('decisions.until.once', { date: formatMoment(locale, until) })}</Fact>}
      </dl>
      {action === 'ask_to_amend' && restricted && copy !== undefined && (
        <LocalLink to={`/shelf?edit=${copy}`} className={cx(button.button, button.primary, css.act)}>
          <Pencil size={18} strokeWidth={1.75} aria-hidden="true" />{t('decisions.amend')}
        </LocalLink>
      )}
      <Appeal decision={decision} what={[t(title), about?.work.title].filter(Boolean).join(', ')} />
    </article>
  );
}

function effect(action: Restricting, ofCopy: boolean): MessageId {
  if (action === 'ask_to_amend') return ofCopy ? 'decisions.action.ask_to_amend.copy' : 'decisions.action.ask_to_amend.person';
  return `decisions.action.${action}.text`;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={css.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
