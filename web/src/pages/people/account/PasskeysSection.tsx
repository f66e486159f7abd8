import { useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { body, done } from '@/api/client';
import type { Passkey } from '@/api/types';
import button from '@/components/Button.module.css';
import { Confirm } from '@/components/Confirm';
import { cx } from '@/components/cx';
import { TextField } from '@/components/form/Field';
import { Done, Form, Submit } from '@/components/form/FormParts';
import { QueryState } from '@/components/states/QueryState';
import { Loading } from '@/components/states/Skeleton';
import { deviceOf } from '@/features/account/device';
import { formatMoment } from '@/features/account/moment';
import { makePasskey, passkeysWork } from '@/features/account/passkey';
import { useSending } from '@/features/account/useSending';
import { words } from '@/features/security/problems';
import { useProof } from '@/features/security/proof';
import { passkeysQuery } from '@/features/security/queries';
import { attend, useActing } from '@/features/security/useActing';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { Section } from './Section';
import css from './Account.module.css';

export function PasskeysSection() {
  const { t } = useI18n();
  const passkeys = useQuery(passkeysQuery);
  const withProof = useProof();
  const { act, busy, told, failed, forget } = useActing();
  const [leaving, setLeaving] = useState<Passkey>();
  const [renaming, setRenaming] = useState<string>();

  const add = () => act(async () => {
    const credential = await makePasskey(await withProof(() => body(own.POST('/api/v1/me/passkeys/options'))));
    const { name } = await body(own.POST('/api/v1/me/passkeys', { body: { name: deviceOf(navigator.userAgent) ?? t('account.passkeys.unnamed'), credential } }));
    return t('account.passkeys.added', { name });
  });
  const remove = ({ id, name }: Passkey) => act(async () => {
    await withProof(() => done(own.DELETE('/api/v1/me/passkeys/{id}', { params: { path: { id } } })));
    attend('passkeys');
    return t('account.passkeys.removed', { name });
  });

  return (
    <Section id="passkeys" title={t('account.passkeys')} lead={t('account.passkeys.lead')}>
      <QueryState query={passkeys} loading={<Loading />} part>
        {({ items }) => items.length === 0 ? <p>{t('account.passkeys.none')}</p> : (
          <ul role="list" className={css.list}>
            {items.map((passkey) => (
              <li key={passkey.id} className={css.row}>
                <Row
                  passkey={passkey}
                  renaming={renaming === passkey.id}
                  rename={(open) => { forget(); setRenaming(open ? passkey.id : undefined); if (!open) attend('passkeys'); }}
                  remove={() => { setLeaving(passkey); }}
                />
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      <Done>{told}</Done>
      <p role="alert" className={css.failed}>{failed}</p>
      {passkeysWork() ? (
        <button type="button" className={button.button} aria-disabled={busy} onClick={() => void add()}>
          <Plus size={20} strokeWidth={1.75} aria-hidden="true" />
          {busy ? t('form.sending') : t('account.passkeys.add')}
        </button>
      ) : <p className={css.quiet}>{t('account.passkeys.no')}</p>}
      {leaving && (
        <Confirm
          title={t('account.passkeys.remove.title', { name: leaving.name })}
          text={t('account.passkeys.remove.text')}
          action={t('account.passkeys.remove.sure')}
          stay={t('security.leave')}
          close={(sure) => { setLeaving(undefined); if (sure) void remove(leaving); }}
        />
      )}
    </Section>
  );
}

interface RowProps {
  passkey: Passkey;
  renaming: boolean;
  rename: (open: boolean) => void;
  remove: () => void;
}

function Row({ passkey, renaming, rename, remove }: RowProps) {
  const { t, locale } = useI18n();
  const { name, created_at: made, used_at: used, backed_up: synced } = passkey;
  return (
    <>
      <KeyRound className={css.icon} size={24} strokeWidth={1.75} aria-hidden="true" />
      <div className={css.words}>
        {renaming ? <Rename passkey={passkey} close={() => { rename(false); }} /> : (
          <>
            <p className={css.name}>{name}</p>
            <p className={css.quiet}>{used === undefined ? t('account.passkeys.unused') : t('account.passkeys.used', { moment: formatMoment(locale, used) })}</p>
            <p className={css.quiet}>{t('account.passkeys.made', { moment: formatMoment(locale, made) })}</p>
            <p className={css.quiet}>{t(synced ? 'account.passkeys.synced' : 'account.passkeys.one_device')}</p>
          </>
        )}
      </div>
      {!renaming && (
        <div className={css.acts}>
          <button type="button" className={button.button} aria-label={t('account.passkeys.renameOf', { name })} onClick={() => { rename(true); }}>{t('account.passkeys.rename')}</button>
          <button type="button" className={button.button} aria-label={t('account.passkeys.removeOf', { name })} onClick={remove}>{t('account.passkeys.remove')}</button>
        </div>
      )}
    </>
  );
}

function Rename({ passkey: { id, name: before }, close }: { passkey: Passkey; close: () => void }) {
  const { t } = useI18n();
  const queries = useQueryClient();
  const { form: { register, setFocus }, error, ...form } = useSending({ name: before }, async ({ name }) => {
    await body(own.PATCH('/api/v1/me/passkeys/{id}', { params: { path: { id } }, body: { name: name.trim() } }));
    await queries.invalidateQueries({ queryKey: ['me'] });
    close();
  }, words);
  useEffect(() => { setFocus('name'); }, [setFocus]);
  return (
    <Form {...form}>
      <TextField {...register('name', { validate: (typed) => typed.trim() !== '' || t('problem.missing') })} label={t('account.passkeys.name')} error={error('name')} maxLength={80} autoComplete="off" required />
      <div className={css.acts}>
        <Submit sending={form.sending}>{t('account.save')}</Submit>
        <button type="button" className={cx(button.button, button.quiet)} onClick={close}>{t('security.leave')}</button>
      </div>
    </Form>
  );
}
