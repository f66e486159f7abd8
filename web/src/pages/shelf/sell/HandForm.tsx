import { body } from '@/api/client';
import { SelectField, TextField } from '@/components/form/Field';
import { Form, Submit } from '@/components/form/FormParts';
import button from '@/components/Button.module.css';
import { useSending } from '@/features/account/useSending';
import { isIsbn } from '@/features/search/queries';
import { words } from '@/features/selling/problems';
import { own } from '@/features/session/own';
import { useI18n } from '@/i18n/useI18n';
import { LANGUAGES } from '../languages';
import type { Choose } from './FindBook';
import css from './HandForm.module.css';

/** An edition that nobody had yet, from its title page. */
export function HandForm({ q, choose, back }: { q: string; choose: Choose; back: () => void }) {
  const { t, language } = useI18n();
  const byNumber = isIsbn(q);
  const { form: { register }, error, ...form } = useSending(
    { title: byNumber ? '' : q, authors: '', language: 'uk', year: '', publisher: '', place: '', translator: '', isbn: byNumber ? q : '' },
    async ({ title, authors, year, language: tag, ...rest }) => {
      const optional = Object.fromEntries(Object.entries(rest).flatMap(([name, text]) => (text.trim() ? [[name, text.trim()]] : [])));
      const found = await body(own.POST('/api/v1/me/editions', {
        body: {
          title: title.trim(),
          authors: authors.split(',').map((name) => name.trim()).filter(Boolean),
          language: tag,
          ...(year.trim() && { year: Number(year) }),
          ...optional,
        },
      }));
      choose(found, found.work);
    },
    words,
  );
  return (
    <section className={css.card} aria-labelledby="by-hand">
      <h2 id="by-hand">{t('hand.title')}</h2>
      <p className={css.lead}>{t('hand.lead')}</p>
      <Form {...form}>
        <TextField {...register('title', { validate: (typed) => typed.trim() !== '' || t('problem.missing') })} label={t('hand.name')} error={error('title')} maxLength={500} autoComplete="off" required />
        <TextField {...register('authors')} label={t('hand.authors')} hint={t('hand.authors.hint')} error={error('authors')} maxLength={500} autoComplete="off" />
        <div className={css.pair}>
          <SelectField {...register('language')} label={t('edition.language')} error={error('language')}>
            {LANGUAGES.map((tag) => <option key={tag} value={tag}>{language(tag)}</option>)}
          </SelectField>
          <TextField
            {...register('year', { validate: (typed) => /^\s*(1[4-9]\d\d|2[01]\d\d)?\s*$/.test(typed) || t('problem.year') })}
            label={t('edition.year')}
            error={error('year')}
            inputMode="numeric"
            maxLength={6}
            autoComplete="off"
          />
        </div>
        <div className={css.pair}>
          <TextField {...register('publisher')} label={t('edition.publisher')} error={error('publisher')} maxLength={200} autoComplete="off" />
          <TextField {...register('place')} label={t('edition.place')} error={error('place')} maxLength={200} autoComplete="off" />
        </div>
        <div className={css.pair}>
          <TextField {...register('translator')} label={t('hand.translator')} error={error('translator')} maxLength={200} autoComplete="off" />
          <TextField {...register('isbn')} label={t('hand.isbn')} error={error('isbn')} maxLength={40} inputMode="text" autoComplete="off" />
        </div>
        <div className={css.actions}>
          <Submit sending={form.sending}>{t('hand.action')}</Submit>
          <button type="button" className={button.button} onClick={back}>{t('hand.back')}</button>
        </div>
      </Form>
    </section>
  );
}
