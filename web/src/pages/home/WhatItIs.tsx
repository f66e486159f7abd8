import { ArrowRight, Repeat, Rows3, Search } from 'lucide-react';
import { LocalLink } from '@/components/LocalLink';
import { useI18n } from '@/i18n/useI18n';
import css from './WhatItIs.module.css';

const points = [
  { id: 'home.what.compare', text: 'home.what.compare.text', Icon: Rows3 },
  { id: 'home.what.search', text: 'home.what.search.text', Icon: Search },
  { id: 'home.what.exchange', text: 'home.what.exchange.text', Icon: Repeat },
] as const;

export function WhatItIs() {
  const { t } = useI18n();
  return (
    <section aria-labelledby="what" className={css.what}>
      <h2 id="what">{t('home.what')}</h2>
      <ul className={css.points}>
        {points.map(({ id, text, Icon }) => (
          <li key={id} className={css.point}>
            <Icon size={28} strokeWidth={1.5} aria-hidden="true" className={css.icon} />
            <h3 className={css.name}>{t(id)}</h3>
            <p className={css.text}>{t(text)}</p>
          </li>
        ))}
      </ul>
      <LocalLink to="/about" className={css.more}>
        {t('home.what.more')}
        <ArrowRight size={18} strokeWidth={1.75} aria-hidden="true" />
      </LocalLink>
    </section>
  );
}
