import { LocalLink } from '@/components/LocalLink';
import { Ribbon } from '@/components/Ribbon';
import { useI18n } from '@/i18n/useI18n';
import { demo } from '@/served/demo';
import css from './Footer.module.css';

export function Footer() {
  const { t } = useI18n();
  return (
    <footer className={css.footer}>
      <div className={css.inner}>
        <Ribbon className={css.ribbon} length={44} />
        <p className={css.name}>{t('app.name')}</p>
        <p className={css.line}>{t('app.tagline')}</p>
        <nav className={css.nav} aria-label={t('footer.nav')}>
          <LocalLink to="/search">{t('search.title.all')}</LocalLink>
          <LocalLink to="/about">{t('nav.about')}</LocalLink>
        </nav>
        {demo && <p className={css.demo}>{t('footer.demo')}</p>}
      </div>
    </footer>
  );
}
