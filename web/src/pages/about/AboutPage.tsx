import { aboutTitle } from '@/app/titles';
import { useMeta } from '@/app/useMeta';
import { GradeBadge } from '@/components/Badge';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { useI18n } from '@/i18n/useI18n';
import { demo } from '@/served/demo';
import css from './AboutPage.module.css';

const STEPS = ['about.how.1', 'about.how.2', 'about.how.3'] as const;
const GRADES = ['like_new', 'very_good', 'good', 'acceptable', 'worn'] as const;
const WORDS = ['work', 'edition', 'copy', 'shelf'] as const;
// What is said of the data is true of the demonstration catalogue.
const NOTES = demo ? (['covers', 'data', 'type'] as const) : (['covers', 'type'] as const);

export default function AboutPage() {
  const { t, gradeMeaning, locale } = useI18n();
  useMeta(aboutTitle(locale));
  return (
    <div className={css.page}>
      <div className={css.head}>
        <h1>{t('about.title')}</h1>
        <p className={css.lead}>{t('about.lead')}</p>
        <LocalLink to="/search" className={cx(button.button, button.primary)}>{t('about.browse')}</LocalLink>
      </div>
      <section aria-labelledby="how">
        <h2 id="how">{t('about.how')}</h2>
        <ol className={css.steps}>
          {STEPS.map((id) => <li key={id} className={css.step}>{t(id)}</li>)}
        </ol>
      </section>
      <div className={css.pairs}>
      <section aria-labelledby="grades">
        <h2 id="grades">{t('about.grades')}</h2>
        <dl className={css.list}>
          {GRADES.map((grade) => (
            <div key={grade} className={css.pair}>
              <dt><GradeBadge grade={grade} /></dt>
              <dd>{gradeMeaning(grade)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="words">
        <h2 id="words">{t('about.words')}</h2>
        <dl className={css.list}>
          {WORDS.map((word) => (
            <div key={word} className={css.pair}>
              <dt className={css.word}>{t(`about.words.${word}.name`)}</dt>
              <dd>{t(`about.words.${word}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
      </div>
      <div className={css.notes}>
        {NOTES.map((note) => (
          <section key={note} aria-labelledby={note} className={css.note}>
            <h2 id={note} className={css.small}>{t(`about.${note}`)}</h2>
            <p>{t(`about.${note}.text`)}</p>
          </section>
        ))}
      </div>
    </div>
  );
}
