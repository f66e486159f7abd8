import { useQuery } from '@tanstack/react-query';
import { Bot, Plus } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { body, done } from '@/api/client';
import type { ApiToken, Scope } from '@/api/types';
import button from '@/components/Button.module.css';
import { Confirm } from '@/components/Confirm';
import { cx } from '@/components/cx';
import { SelectField, TextField } from '@/components/form/Field';
import { Done, Form, Submit } from '@/components/form/FormParts';
import form from '@/components/form/Form.module.css';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { formatMoment } from '@/features/account/moment';
import { useSending } from '@/features/account/useSending';
import { Copy } from '@/features/security/Copy';
import kept from '@/features/security/Kept.module.css';
import { words } from '@/features/security/problems';
import { useProof } from '@/features/security/proof';
import { tokensQuery } from '@/features/security/queries';
import { attend, useActing } from '@/features/security/useActing';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';
import css from './Account.module.css';

const SCOPES = ['shelf:read', 'shelf:write', 'account:read'] as const satisfies Scope[];
const DAYS = [7, 30, 90, 365];

export function TokensSection() {
  const { t } = useI18n();
  const tokens = useQuery(tokensQuery);
  const { act, told, failed, forget } = useActing();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<string>();
  const [leaving, setLeaving] = useState<ApiToken>();
  const shut = () => {
    setOpen(false);
    setMade(undefined);
    attend('tokens');
  };
  const remove = ({ id, name }: ApiToken) => act(async () => {
    await done(own.DELETE('/api/v1/me/api-tokens/{id}', { params: { path: { id } } }));
    attend('tokens');
    return t('account.tokens.removed', { name });
  });
  return (
    <Section id="tokens" title={t('account.tokens')} lead={t('account.tokens.lead')}>
      <QueryState query={tokens} loading={<Loading />} part>
        {({ items }) => items.length === 0 ? null : (
          <ul role="list" className={css.list}>
            {items.map((token) => <li key={token.id} className={css.row}><Row token={token} remove={() => { setLeaving(token); }} /></li>)}
          </ul>
        )}
      </QueryState>
      <Done>{told}</Done>
      <p role="alert" className={css.failed}>{failed}</p>
      {made !== undefined && <Made token={made} leave={shut} />}
      {made === undefined && open && <NewToken made={(token) => { setMade(token); void act(() => Promise.resolve(undefined)); }} leave={shut} />}
      {made === undefined && !open && (
        <button type="button" className={button.button} onClick={() => { forget(); setOpen(true); }}>
          <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
          {t('account.tokens.add')}
        </button>
      )}
      {leaving && (
        <Confirm
          title={t('account.tokens.remove.title', { name: leaving.name })}
          text={t('account.tokens.remove.text')}
          action={t('account.tokens.remove.sure')}
          stay={t('security.leave')}
          close={(sure) => { setLeaving(undefined); if (sure) void remove(leaving); }}
        />
      )}
    </Section>
  );
}

function Row({ token, remove }: { token: ApiToken; remove: () => void }) {
  const { t, locale, date } = useI18n();
  const { name, scopes, used_at: used, expires_at: end } = token;
  return (
    <>
      <Bot className={css.icon} size={24} strokeWidth={1.75} aria-hidden="true" />
      <div className={css.words}>
        <p className={css.name}>{name}</p>
        <p className={css.quiet}>{scopes.map((scope) => t(`scope.${scope}`)).join(', ')}</p>
        <p className={css.quiet}>{used === undefined ? t('account.tokens.unused') : t('account.tokens.used', { moment: formatMoment(locale, used) })}</p>
        <p className={css.quiet}>{t('account.tokens.until', { date: date(end) })}</p>
      </div>
      <button type="button" className={button.button} aria-label={t('account.tokens.removeOf', { name })} onClick={remove}>{t('account.tokens.remove')}</button>
    </>
  );
}

function NewToken({ made, leave }: { made: (token: string) => void; leave: () => void }) {
  const { t } = useI18n();
  const id = useId();
  const withProof = useProof();
  const { form: { register, setFocus }, error, ...sending } = useSending<{ name: string; scopes: Scope[]; expires_in_days: string }>({ name: '', scopes: [], expires_in_days: '90' }, async ({ name, scopes, expires_in_days: days }) => {
    const wanted = { name: name.trim(), scopes, expires_in_days: Number(days) };
    made((await withProof(() => body(own.POST('/api/v1/me/api-tokens', { body: wanted })))).token);
  }, words);
  useEffect(() => { setFocus('name'); }, [setFocus]);
  const wrong = error('scopes');
  return (
    <Form {...sending}>
      <TextField {...register('name', { validate: (typed) => typed.trim() !== '' || t('problem.missing') })} label={t('token.name')} hint={t('token.name.hint')} error={error('name')} maxLength={80} autoComplete="off" required />
      <fieldset className={css.scopes} aria-describedby={wrong && id}>
        <legend className={form.label}>{t('token.scopes')}</legend>
        {wrong && <p className={form.error} id={id}>{wrong}</p>}
        {SCOPES.map((scope) => (
          <label key={scope} className={css.scope}>
            <input type="checkbox" value={scope} aria-invalid={wrong !== undefined} {...register('scopes', { validate: (chosen) => chosen.length > 0 || t('token.scopes.none') })} />
            {t(`scope.${scope}`)}
          </label>
        ))}
      </fieldset>
      <SelectField {...register('expires_in_days')} label={t('token.days')} error={error('expires_in_days')}>
        {DAYS.map((n) => <option key={n} value={n}>{t('token.days.n', { n })}</option>)}
      </SelectField>
      <div className={css.acts}>
        <Submit sending={sending.sending}>{t('token.make')}</Submit>
        <button type="button" className={cx(button.button, button.quiet)} onClick={leave}>{t('security.leave')}</button>
      </div>
    </Form>
  );
}

function Made({ token, leave }: { token: string; leave: () => void }) {
  const { t } = useI18n();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => { head.current?.focus(); }, []);
  return (
    <div className={kept.kept}>
      <h3 tabIndex={-1} ref={head} className={css.head}>{t('token.made')}</h3>
      <p>{t('token.made.text')}</p>
      <p className={kept.secret}>{token}</p>
      <div className={kept.actions}>
        <Copy text={token}>{t('token.copy')}</Copy>
        <button type="button" className={cx(button.button, button.primary)} onClick={leave}>{t('token.done')}</button>
      </div>
    </div>
  );
}
