import { Heart } from 'lucide-react';
import { lazy, Suspense, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import type { Work } from '@/api/types';
import button from '@/components/Button.module.css';
import { Loading } from '@/components/states/Skeleton';
import { useI18n } from '@/i18n/useI18n';
import { WaitingFor } from './Waiting';
import css from './WishCard.module.css';

// Fetched only by those who wish.
const WishPanel = lazy(() => import('./WishPanel'));

/** Below the copies: who found none to their liking says which one would be. `edition`: the one that is looked at. */
export function WishCard({ work, edition }: { work: Work; edition: string | undefined }) {
  const { t } = useI18n();
  const { hash } = useLocation();
  const [open, setOpen] = useState(hash === '#wish');
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => { setOpen(false); opener.current?.focus(); };
  return (
    <div id="wish" className={css.card}>
      <div className={css.words}>
        <p>{t('wish.lead')}</p>
        <WaitingFor work={work.id} />
      </div>
      <button ref={opener} type="button" className={button.button} aria-expanded={open} onClick={() => { setOpen(!open); }}>
        <Heart size={20} strokeWidth={1.75} aria-hidden="true" />
        {t('wish.want')}
      </button>
      {open && (
        <div className={css.panel}>
          <Suspense fallback={<Loading />}>
            <WishPanel work={work} edition={work.editions.find(({ id }) => id === edition)} close={close} />
          </Suspense>
        </div>
      )}
    </div>
  );
}
