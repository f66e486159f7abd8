import { Dialog } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { api, ApiError, body } from '@/api/client';
import type { Account } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import css from '@/components/Dialog.module.css';
import { PasswordField } from '@/components/form/Field';
import { Form, Submit } from '@/components/form/FormParts';
import { CodeField } from '@/features/account/CodeField';
import { OrPasskey } from '@/features/account/OrPasskey';
import { choosePasskey } from '@/features/account/passkey';
import { needed } from '@/features/account/rules';
import { useSending } from '@/features/account/useSending';
import { proveIdentity } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { words } from './problems';
import { passkeysQuery } from './queries';

/** Asks who is there: for the password, and the code where the account has one, or for a passkey. */
export function ProofDialog({ account, answer }: { account: Account; answer: (proven: boolean) => void }) {
  const { t } = useI18n();
  const { data: passkeys } = useQuery(passkeysQuery);
  const popup = useRef<HTMLDivElement>(null);
  const [second, setSecond] = useState(false);
  const [busy, setBusy] = useState(false);
  const { form: { register, setFocus }, error, telling, ...form } = useSending({ password: '', code: '' }, async ({ password, code }) => {
    try {
      await proveIdentity({ password, ...(second && { code: code.trim() }) });
      answer(true);
    } catch (cause) {
      if (!(cause instanceof ApiError && cause.code === 'second_factor_required')) throw cause;
      setSecond(true);
    }
  }, words);
  useEffect(() => { if (second) setFocus('code'); }, [second, setFocus]);
  const byPasskey = async () => {
    setBusy(true);
    await telling(async () => {
      await proveIdentity({ passkey: await choosePasskey(await body(api.POST('/api/v1/sessions/passkey/options'))) });
      answer(true);
    });
    setBusy(false);
  };
  const offered = !account.has_password || (passkeys?.items.length ?? 0) > 0;
  const passkey = offered && <OrPasskey alone={!account.has_password} action={t('proof.passkey')} without={t('passkey.signIn.no')} busy={busy} go={() => void byPasskey()} />;
  return (
    <Dialog.Root open onOpenChange={(open) => { if (!open) answer(false); }}>
      <Dialog.Portal>
        <Dialog.Backdrop className={css.backdrop} />
        <Dialog.Popup className={css.popup} ref={popup} initialFocus={() => popup.current?.querySelector<HTMLElement>('input:not([hidden])') ?? true}>
          <div className={css.head}>
            <Dialog.Title className={css.title}>{t('proof.title')}</Dialog.Title>
            <Dialog.Close className={cx(button.button, button.icon)} aria-label={t('proof.close')}><X size={24} strokeWidth={1.75} aria-hidden="true" /></Dialog.Close>
          </div>
          <Dialog.Description className={css.text}>{t(second ? 'signIn.second' : account.has_password ? 'proof.text' : 'proof.text.passkey')}</Dialog.Description>
          <Form {...form}>
            {account.has_password && (
              <>
                {/* For password managers: whose password it is. */}
                <input type="email" autoComplete="username" value={account.email} readOnly hidden />
                <PasswordField {...register('password', needed(t))} label={t('field.password')} error={error('password')} autoComplete="current-password" required />
                {second && <CodeField {...register('code', needed(t))} error={error('code')} />}
                <Submit sending={form.sending}>{t('proof.action')}</Submit>
              </>
            )}
          </Form>
          {passkey}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
