import { Menu } from '@base-ui/react/menu';
import { ChevronDown, CircleUser, Gavel, Heart, LibraryBig, LogOut, Store, UserRound } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Account } from '@/api/types';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { signOut } from './own';
import { isModerator } from './roles';
import css from './AccountLink.module.css';

export function AccountMenu({ account }: { account: Account }) {
  const { name } = account;
  const { t, path } = useI18n();
  const [open, setOpen] = useState(false);
  const [failed, setFailed] = useState(false);
  const leave = () => {
    setFailed(false);
    signOut().catch(() => { setFailed(true); });
  };
  return (
    <Menu.Root open={open} onOpenChange={(next) => { setOpen(next); if (next) setFailed(false); }} modal={false}>
      <Menu.Trigger className={cx(button.button, button.quiet, css.link)} aria-label={t('nav.accountOf', { name })}>
        <CircleUser size={20} strokeWidth={1.75} aria-hidden="true" />
        <span className={css.name}>{name}</span>
        <ChevronDown size={18} strokeWidth={1.75} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className={css.positioner} sideOffset={6} align="end">
          <Menu.Popup className={css.popup}>
            <Menu.LinkItem className={css.item} closeOnClick render={<Link to={path('/shelf')} />}>
              <LibraryBig size={20} strokeWidth={1.75} aria-hidden="true" />
              {t('nav.shelf')}
            </Menu.LinkItem>
            <Menu.LinkItem className={css.item} closeOnClick render={<Link to={path('/wishes')} />}>
              <Heart size={20} strokeWidth={1.75} aria-hidden="true" />
              {t('nav.wishes')}
            </Menu.LinkItem>
            <Menu.LinkItem className={css.item} closeOnClick render={<Link to={path('/profile')} />}>
              <Store size={20} strokeWidth={1.75} aria-hidden="true" />
              {t('nav.sellerProfile')}
            </Menu.LinkItem>
            <Menu.LinkItem className={css.item} closeOnClick render={<Link to={path('/account')} />}>
              <UserRound size={20} strokeWidth={1.75} aria-hidden="true" />
              {t('nav.account')}
            </Menu.LinkItem>
            {isModerator(account) && (
              <Menu.LinkItem className={css.item} closeOnClick render={<Link to={path('/moderation')} />}>
                <Gavel size={20} strokeWidth={1.75} aria-hidden="true" />
                {t('nav.moderation')}
              </Menu.LinkItem>
            )}
            <Menu.Item className={css.item} closeOnClick={false} onClick={leave}>
              <LogOut size={20} strokeWidth={1.75} aria-hidden="true" />
              {t('nav.signOut')}
            </Menu.Item>
            {failed && <p role="alert" className={css.failed}>{t('state.noAnswer.title')}</p>}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
