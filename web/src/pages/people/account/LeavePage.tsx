import { useState } from 'react';
import { flushSync } from 'react-dom';
import { Navigate } from 'react-router';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { TextField } from '@/components/form/Field';
import { Form, Submit } from '@/components/form/FormParts';
import { LocalLink } from '@/components/LocalLink';
import { needed } from '@/features/account/rules';
import { useSending } from '@/features/account/useSending';
import { type Planned, requestErasure } from '@/features/privacy/leaving';
import { words } from '@/features/privacy/problems';
import { useProof } from '@/features/security/proof';
import { ended } from '@/features/session/keeper';
import { useI18n } from '@/i18n/useI18n';
import { PrivacyHead } from './PrivacyHead';
import { Section } from './Section';
import { Signed } from './Signed';
import account from './Account.module.css';
import css from './Privacy.module.css';

const GONE = ['account', 'shelf', 'wishes', 'rest'] as const;
const KEPT = ['audit', 'cases', 'editions', 'events', 'backups'] as const;

/** What it means to leave, and the way to do it. */
export function LeavePage() {
  const { t, path } = useI18n();
  const [planned, setPlanned] = useState<Planned>();
  if (planned) return <Navigate to={path('/goodbye')} state={planned} replace />;
  const leave = (plan: Planned) => {
    // Before the session ends, or that would lead to the home page.
    flushSync(() => { setPlanned(plan); });
    ended();
  };
  return (
    <Signed>
      {({ email }) => (
        <div className={css.page}>
          <PrivacyHead title={t('own.account_leave.title')} lead={t('leave.lead')} />
          <Section id="gone" title={t('leave.gone')}>
            <ul className={css.points}>{GONE.map((what) => <li key={what}>{t(`leave.gone.${what}`)}</li>)}</ul>
            <p><LocalLink to="/account/data" className={button.button}>{t('leave.take')}</LocalLink></p>
          </Section>
          <Section id="kept" title={t('leave.kept')}>
            <ul className={css.points}>{KEPT.map((what) => <li key={what}>{t(`leave.kept.${what}`)}</li>)}</ul>
            <p className={account.quiet}>{t('leave.kept.law')}</p>
          </Section>
          <Section id="time" title={t('leave.time')}>
            <p>{t('leave.time.text')}</p>
          </Section>
          <Section id="sure" title={t('leave.sure')}>
            <Sure email={email} leave={leave} />
          </Section>
        </div>
      )}
    </Signed>
  );
}

/** The address typed again stands for the second question: a finger does not do that by mistake. */
function Sure({ email: address, leave }: { email: string; leave: (plan: Planned) => void }) {
  const { t } = useI18n();
  const withProof = useProof();
  const { form: { register }, error, ...form } = useSending({ email: '' }, async ({ email }) => {
    leave(await withProof(() => requestErasure(email.trim())));
  }, words);
  return (
    <Form {...form}>
      <TextField
        {...register('email', needed(t))}
        type="email"
        label={t('leave.email')}
        hint={<span className={css.address}>{t('leave.email.hint', { email: address })}</span>}
        error={error('email')}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
      />
      <div className={account.acts}>
        <Submit sending={form.sending} danger>{t('leave.action')}</Submit>
        <LocalLink to="/account" className={cx(button.button, button.quiet)}>{t('leave.stay')}</LocalLink>
      </div>
    </Form>
  );
}
