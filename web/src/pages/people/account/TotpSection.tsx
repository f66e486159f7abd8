import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { body, done } from '@/api/client';
import type { Account, TotpBegun } from '@/api/types';
import button from '@/components/Button.module.css';
import { Confirm } from '@/components/Confirm';
import { cx } from '@/components/cx';
import { PasswordField } from '@/components/form/Field';
import { Done, Form, Submit } from '@/components/form/FormParts';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { CodeField } from '@/features/account/CodeField';
import { needed } from '@/features/account/rules';
import { useSending } from '@/features/account/useSending';
import { words } from '@/features/security/problems';
import { useProof } from '@/features/security/proof';
import { totpQuery } from '@/features/security/queries';
import { RecoveryCodes } from '@/features/security/RecoveryCodes';
import { TotpSetup } from '@/features/security/TotpSetup';
import { attend, useActing } from '@/features/security/useActing';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';
import css from './Account.module.css';

/** What is open in the section: setting up, the new recovery codes, or switching off. */
type Step = { kind: 'setup'; begun: TotpBegun } | { kind: 'codes'; codes: string[] } | { kind: 'off' };

export function TotpSection({ account }: { account: Account }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const totp = useQuery(totpQuery);
  const withProof = useProof();
  const { act, busy, told, failed, forget } = useActing();
  const [step, setStep] = useState<Step>();
  const [renewing, setRenewing] = useState(false);
  const leave = () => {
    setStep(undefined);
    attend('totp');
    void queries.invalidateQueries({ queryKey: ['me'] });
  };
  const begin = () => act(async () => {
    const begun = await withProof(() => body(own.POST('/api/v1/me/totp')));
    setStep({ kind: 'setup', begun });
    return undefined;
  });
  const renew = () => act(async () => {
    const { recovery_codes: codes } = await withProof(() => body(own.POST('/api/v1/me/totp/recovery-codes')));
    setStep({ kind: 'codes', codes });
    return undefined;
  });
  return (
    <Section id="totp" title={t('account.totp')} lead={t('account.totp.lead')}>
      {step?.kind === 'setup' && <TotpSetup begun={step.begun} on={(codes) => { setStep({ kind: 'codes', codes }); }} leave={leave} />}
      {step?.kind === 'codes' && <RecoveryCodes codes={step.codes} email={account.email} leave={leave} />}
      {step?.kind === 'off' && <SwitchOff account={account} leave={leave} off={() => { leave(); void act(() => Promise.resolve(t('account.totp.isOff'))); }} />}
      {step === undefined && (
        <QueryState query={totp} loading={<Loading />} part>
          {({ on, recovery_codes_left: left }) => on ? (
            <>
              <p className={css.state}><ShieldCheck size={22} strokeWidth={1.75} aria-hidden="true" />{t('account.totp.on')}</p>
              <p className={cx(css.quiet, left < 3 && css.few)}>{t('account.totp.left', { n: left })}</p>
              <div className={css.acts}>
                <button type="button" className={button.button} onClick={() => { setRenewing(true); }}>{t('account.totp.renew')}</button>
                <button type="button" className={button.button} onClick={() => { forget(); setStep({ kind: 'off' }); }}>{t('account.totp.off')}</button>
              </div>
            </>
          ) : (
            <button type="button" className={button.button} aria-disabled={busy} onClick={() => void begin()}>{busy ? t('form.sending') : t('account.totp.begin')}</button>
          )}
        </QueryState>
      )}
      <Done>{told}</Done>
      <p role="alert" className={css.failed}>{failed}</p>
      {renewing && (
        <Confirm
          title={t('account.totp.renew.title')}
          text={t('account.totp.renew.text')}
          action={t('account.totp.renew.sure')}
          stay={t('security.leave')}
          close={(sure) => { setRenewing(false); if (sure) void renew(); }}
        />
      )}
    </Section>
  );
}

/** The server wants the password or a code besides a recent proof. The password comes first: a code works only once. */
function SwitchOff({ account, leave, off }: { account: Account; leave: () => void; off: () => void }) {
  const { t } = useI18n();
  const withProof = useProof();
  const [byCode, setByCode] = useState(!account.has_password);
  const { form: { register }, error, ...form } = useSending({ password: '', code: '' }, async ({ password, code }) => {
    await withProof(() => done(own.DELETE('/api/v1/me/totp', { body: byCode ? { code: code.trim() } : { password } })));
    off();
  }, words);
  return (
    <Form {...form}>
      <p>{t('account.totp.off.text')}</p>
      {byCode
        ? <CodeField key="code" {...register('code', needed(t))} error={error('code')} />
        : <PasswordField key="password" {...register('password', needed(t))} label={t('field.password')} error={error('password')} autoComplete="current-password" required />}
      <div className={css.acts}>
        <Submit sending={form.sending}>{t('account.totp.off.sure')}</Submit>
        {account.has_password && <button type="button" className={button.button} onClick={() => { setByCode(!byCode); }}>{t(byCode ? 'account.totp.off.byPassword' : 'account.totp.off.byCode')}</button>}
        <button type="button" className={cx(button.button, button.quiet)} onClick={leave}>{t('security.leave')}</button>
      </div>
    </Form>
  );
}
