import { Mail } from 'lucide-react';
import type { Case } from '@/api/types';
import { letterOf, type Verdict } from '@/features/moderation/verdict';
import { useI18n } from '@/i18n/useI18n';
import css from './Case.module.css';

/** The main words of the letter that goes with a decision (src/services/auth/domain/letters.cpp), as far as they are written. */
export function LetterPreview({ data: { kind, copy, person: who }, verdict: { action, ground_text: ground, text } }: { data: Case; verdict: Verdict }) {
  const { t, person } = useI18n();
  const letter = letterOf(action);
  if (!letter) return <p className={css.noLetter}>{t(kind === 'amended' ? 'letter.none.back' : 'letter.none')}</p>;
  const answers = letter === 'appeal_upheld' || letter === 'appeal_rejected';
  // A block is told in one line, without a book.
  const book = letter === 'account_blocked' ? undefined : copy?.work.title;
  return (
    <section className={css.letter} aria-labelledby="letter">
      <h3 id="letter" className={css.letterTitle}><Mail size={20} strokeWidth={1.75} aria-hidden="true" />{t('letter.title', { name: who ? person(who.name) : t('letter.someone') })}</h3>
      <div className={css.sheet}>
        <p className={css.strong}>{t('letter.subject', { subject: t(`letter.${letter}.subject`) })}</p>
        <p>{t(`letter.${letter}.before`)}</p>
        <p className={css.lines}>
          {book && `«${book}»\n`}
          {!answers && <>{ground.trim() || <span className={css.blank}>{t('letter.ground.empty')}</span>}{'\n'}</>}
          {text.trim() || <span className={css.blank}>{t('letter.text.empty')}</span>}
        </p>
        <p>{t(`letter.${letter}.after`)}</p>
      </div>
      <p className={css.quiet}>{t('letter.language')}</p>
    </section>
  );
}
