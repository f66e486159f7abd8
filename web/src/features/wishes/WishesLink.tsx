import { useQuery } from '@tanstack/react-query';
import { Heart } from 'lucide-react';
import { NavLink } from 'react-router';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { MOST_COUNTED, unreadQuery } from './queries';
import css from './WishesLink.module.css';

/** In the header, for who is signed in: the wish list, and how many finds were not looked at yet. */
export default function WishesLink() {
  const { t, path } = useI18n();
  const { data: n = 0 } = useQuery(unreadQuery);
  return (
    <NavLink to={path('/wishes')} end className={cx(button.button, button.icon, css.link)} aria-label={t('nav.notices', { n })}>
      <Heart size={20} strokeWidth={1.75} aria-hidden="true" />
      {n > 0 && <span className={css.badge} aria-hidden="true">{n < MOST_COUNTED ? n : '99+'}</span>}
    </NavLink>
  );
}
