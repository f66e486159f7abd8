import type { Edition } from '@/api/types';
import { useI18n } from '@/i18n/useI18n';
import css from './EditionFacts.module.css';

/** What is printed in the book about itself. An unknown year is said in words; other unknown facts are left out. */
export function EditionFacts({ edition }: { edition: Edition }) {
  const { t, language } = useI18n();
  const facts: [string, string | undefined][] = [
    [t('edition.isbn'), edition.isbn ?? edition.isbn13],
    [t('edition.publisher'), edition.publisher],
    [t('edition.place'), edition.place],
    [t('edition.year'), edition.year === undefined ? t('edition.unknown') : String(edition.year)],
    [t('edition.language'), edition.language && language(edition.language)],
    [t('edition.translator'), edition.translator],
    [t('edition.authors'), edition.authors.join(', ') || undefined],
  ];
  return (
    <dl className={css.facts} aria-label={t('edition.details')}>
      {facts.map(([name, value]) => value && (
        <div key={name} className={css.fact}>
          <dt className={css.name}>{name}</dt>
          <dd className={css.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
