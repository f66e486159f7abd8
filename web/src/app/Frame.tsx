import type { ReactNode, Ref } from 'react';
import { useI18n } from '@/i18n/useI18n';
import { BottomBar } from './BottomBar';
import { Footer } from './Footer';
import { Header } from './Header';
import css from './Frame.module.css';

interface Props {
  /** On the home page the search stands in the page itself, larger. */
  home: boolean;
  offline?: boolean;
  main?: Ref<HTMLElement>;
  children: ReactNode;
}

/** What stands around every page. The build also draws it once for the server, so it asks nothing of the browser. */
export function Frame({ home, offline = false, main, children }: Props) {
  const { t } = useI18n();
  return (
    <div className={css.page}>
      <a className={css.skip} href="#main">{t('a11y.skip')}</a>
      <Header withSearch={!home} />
      <div role="status" className={css.status}>
        {offline && <p className={css.offline}>{t('state.offline.banner')}</p>}
      </div>
      <main id="main" ref={main} tabIndex={-1} className={css.main}>{children}</main>
      <Footer />
      <BottomBar />
    </div>
  );
}
