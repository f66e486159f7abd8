import { Flag } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useSession } from '@/features/session/store';
import { useI18n } from '@/i18n/useI18n';
import { ownerOf, type Target } from './target';
import css from './ReportButton.module.css';

// Fetched only by those who report something.
const ReportDialog = lazy(() => import('./ReportDialog'));

/** Where #report leads: whoever has signed in to report something comes back to the open dialog. */
export function ReportButton({ target }: { target: Target }) {
  const { t } = useI18n();
  const session = useSession();
  const { pathname, search, hash } = useLocation();
  const navigate = useNavigate();
  const [open, setOpen] = useState(hash === '#report');
  if (session.kind === 'signed_in' && session.account.id === ownerOf(target)) return null;
  const close = () => {
    setOpen(false);
    if (hash === '#report') void navigate(pathname + search, { replace: true });
  };
  return (
    <>
      <button type="button" className={cx(button.button, button.quiet, css.report)} onClick={() => { setOpen(true); }}>
        <Flag size={18} strokeWidth={1.75} aria-hidden="true" />
        {t(`report.${target.kind}`)}
      </button>
      {open && <Suspense fallback={null}><ReportDialog target={target} close={close} /></Suspense>}
    </>
  );
}
