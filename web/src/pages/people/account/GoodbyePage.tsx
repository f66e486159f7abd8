import { Link, useLocation } from 'react-router';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { formatMoment } from '@/features/account/moment';
import { plannedIn } from '@/features/privacy/leaving';
import { withNext } from '@/features/session/next';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { Card } from '../Card';
import css from '../Card.module.css';

/** For who has just asked to be erased: until when they may change their mind, and how. */
export function GoodbyePage() {
  const { t, path, locale } = useI18n();
  const planned = plannedIn(useLocation().state);
  const signedIn = useSession().kind !== 'anonymous';
  const primary = cx(button.button, button.primary);
  if (signedIn) {
    return <Card title={t('goodbye.in')} lead={t('goodbye.in.text')}><Link to={path('/account')} className={primary}>{t('own.account.title')}</Link></Card>;
  }
  const over = planned?.atOnce === true;
  const [before, after] = t('goodbye.planned', { moment: '\n' }).split('\n');
  const lead = over ? t('goodbye.now') : planned ? <>{before}<strong>{formatMoment(locale, planned.erasedAt)}</strong>{after}</> : t('goodbye.any');
  return (
    <Card title={t('own.goodbye.title')} lead={lead} foot={t('goodbye.thanks')}>
      {planned && !over && <p>{t('goodbye.planned.text')}</p>}
      <div className={css.actions}>
        {!over && <Link to={withNext(path('/sign-in'), path('/account/data'))} className={primary}>{t('goodbye.stay')}</Link>}
        <Link to={path('/')} className={button.button}>{t('goodbye.home')}</Link>
      </div>
    </Card>
  );
}
