import { ChevronDown, Download } from 'lucide-react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { saveSample } from '@/features/bulk/files';
import { FORMATS } from '@/features/bulk/imports';
import { useI18n } from '@/i18n/useI18n';
import css from './Stock.module.css';

const COLUMNS = ['title', 'authors', 'isbn', 'publisher', 'year', 'language', 'translator', 'grade', 'price', 'quantity', 'exchange', 'notes', 'reference'] as const;
/** As the market reads them in a file of that language. */
const HEADERS = {
  uk: { title: 'назва', authors: 'автор', isbn: 'isbn', publisher: 'видавництво', year: 'рік', language: 'мова', translator: 'перекладач', grade: 'стан', price: 'ціна', quantity: 'кількість', exchange: 'обмін', notes: 'примітки', reference: 'артикул' },
  en: { title: 'title', authors: 'author', isbn: 'isbn', publisher: 'publisher', year: 'year', language: 'language', translator: 'translator', grade: 'condition', price: 'price', quantity: 'quantity', exchange: 'exchange', notes: 'notes', reference: 'reference' },
} as const;

/** What can be sent, for whoever has none yet. */
export function Formats() {
  const { t, locale } = useI18n();
  return (
    <section aria-labelledby="formats" className={css.section}>
      <h2 id="formats">{t('stock.formats')}</h2>
      <p className={css.lead}>{t('stock.formats.lead')}</p>
      <button type="button" className={cx(button.button, css.sample)} onClick={() => { saveSample(locale); }}>
        <Download size={18} strokeWidth={1.75} aria-hidden="true" />{t('stock.sample')}
      </button>
      <div className={css.formats}>
        {FORMATS.map((format) => (
          <details key={format} className={css.part}>
            <summary className={css.summary}><span>{t(`stock.about.${format}`)}</span><ChevronDown className={css.chevron} size={22} strokeWidth={1.75} aria-hidden="true" /></summary>
            <div className={css.inside}>
              <p>{t(`stock.about.${format}.text`)}</p>
              {format === 'csv' && (
                <>
                  <h3 className={css.columnsTitle}>{t('stock.columns')}</h3>
                  <dl className={css.columns}>
                    {COLUMNS.map((name) => (
                      <div key={name}>
                        <dt><code>{HEADERS[locale][name]}</code></dt>
                        <dd>{t(`stock.column.${name}`)}</dd>
                      </div>
                    ))}
                  </dl>
                </>
              )}
            </div>
          </details>
        ))}
      </div>
    </section>
  );
}
