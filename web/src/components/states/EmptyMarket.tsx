import { useI18n } from '@/i18n/useI18n';
import { Notice } from './Notice';
import css from './EmptyMarket.module.css';

/** Nobody has offered a book yet: what will happen here, and how its owner brings the catalogue. */
export function EmptyMarket() {
  const { t } = useI18n();
  return (
    <Notice title={t('market.empty.title')} text={t('market.empty.text')}>
      <div className={css.owner}>
        <p>{t('market.empty.owner')}</p>
        <code className={css.command}>bookmarket import books.csv</code>
      </div>
    </Notice>
  );
}
