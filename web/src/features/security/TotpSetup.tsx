import { QRCodeSVG } from 'qrcode.react';
import { useEffect, useRef } from 'react';
import { body } from '@/api/client';
import type { TotpBegun } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { TextField } from '@/components/form/Field';
import { Form, Submit } from '@/components/form/FormParts';
import { needed } from '@/features/account/rules';
import { useSending } from '@/features/account/useSending';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Copy } from './Copy';
import { words } from './problems';
import { useProof } from './proof';
import kept from './Kept.module.css';
import css from './TotpSetup.module.css';

interface Props {
  begun: TotpBegun;
  on: (recoveryCodes: string[]) => void;
  leave: () => void;
}

/** The secret goes into the app by its picture, by a link on the same device, or by hand; the first code proves that it did. */
export function TotpSetup({ begun: { uri, key }, on, leave }: Props) {
  const { t } = useI18n();
  const withProof = useProof();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => { head.current?.focus(); }, []);
  const { form: { register }, error, ...form } = useSending({ code: '' }, async ({ code }) => {
    on((await withProof(() => body(own.PUT('/api/v1/me/totp', { body: { code: code.trim() } })))).recovery_codes);
  }, words);
  return (
    <div className={kept.kept}>
      <h3 tabIndex={-1} ref={head} className={css.head}>{t('totp.scan')}</h3>
      <p>{t('totp.scan.text')}</p>
      <div className={css.ways}>
        {/* Dark on white whatever the theme: cameras read it so. */}
        <div className={css.qr}><QRCodeSVG value={uri} size={184} marginSize={3} title={t('totp.qr')} /></div>
        <div className={css.byHand}>
          <p>{t('totp.key')}</p>
          <p className={kept.secret}>{key.match(/.{1,4}/g)?.join(' ')}</p>
          <div className={kept.actions}>
            <Copy text={key}>{t('totp.key.copy')}</Copy>
            <a href={uri} className={cx(button.button, button.quiet)}>{t('totp.open')}</a>
          </div>
        </div>
      </div>
      <Form {...form}>
        <TextField {...register('code', needed(t))} label={t('totp.code')} hint={t('totp.code.hint')} error={error('code')} inputMode="numeric" autoComplete="one-time-code" maxLength={9} required />
        <div className={kept.actions}>
          <Submit sending={form.sending}>{t('totp.confirm')}</Submit>
          <button type="button" className={cx(button.button, button.quiet)} onClick={leave}>{t('security.leave')}</button>
        </div>
      </Form>
    </div>
  );
}
