import { Search, X } from 'lucide-react';
import { type ComponentType, type SyntheticEvent, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import type { FieldProps } from './SuggestField';
import { searchPath } from './urlState';
import css from './SearchBox.module.css';

// The suggestions are the heaviest part of the client. They are fetched when the reader turns to the field; until
// then, and if they never arrive, the field is a plain one that searches on Enter.
let SuggestField: ComponentType<FieldProps> | undefined;

// The field of the page as it was served: what was typed there before the application took over stays.
let served = typeof document === 'undefined' ? null : document.querySelector<HTMLInputElement>('input[name=q]');

/** It shows the query of the page and forgets what was typed when the page changes. */
export function SearchBox({ large = false }: { large?: boolean }) {
  const { key } = useLocation();
  const [params] = useSearchParams();
  const query = params.get('q') ?? '';
  return <Box key={`${key} ${query}`} query={query} large={large} />;
}

function Box({ query, large }: { query: string; large: boolean }) {
  const { t, path } = useI18n();
  const navigate = useNavigate();
  const [early] = useState(served);
  const [wasFocused] = useState(() => early !== null && document.activeElement === early);
  const [text, setText] = useState(early?.value ?? query);
  const [Field, setField] = useState(() => SuggestField);
  const plain = useRef<HTMLInputElement>(null);
  const [caret, setCaret] = useState<number>();

  useLayoutEffect(() => {
    served = null;
    if (!early || !wasFocused) return;
    plain.current?.focus();
    plain.current?.setSelectionRange(early.selectionStart, early.selectionEnd);
  }, [early, wasFocused]);

  const search = (q: string) => void navigate(path(searchPath({ q: q.trim() })));
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    search(text);
  };
  const prepare = () => {
    import('./SuggestField').then(
      (module) => {
        SuggestField = module.SuggestField;
        const input = plain.current;
        const typing = input !== null && document.activeElement === input;
        // Replacing a button that has the focus would lose it: the field waits for the next visit.
        if (!typing && input?.form?.contains(document.activeElement)) return;
        // At once, so that no letter falls between the caret's being read and its being set.
        flushSync(() => {
          if (typing) setCaret(input.selectionStart ?? input.value.length);
          setField(() => SuggestField);
        });
      },
      () => undefined,
    );
  };

  const input = {
    name: 'q',
    className: css.input,
    'aria-label': t('search.label'),
    placeholder: t('search.placeholder'),
    enterKeyHint: 'search',
    autoCapitalize: 'none',
    autoCorrect: 'off',
    autoComplete: 'off',
    spellCheck: false,
    maxLength: 200,
  } as const;
  return (
    <form role="search" action={path('/search')} className={cx(css.form, large && css.large)} onSubmit={submit}>
      {Field ? (
        <Field input={input} text={text} setText={setText} search={search} caret={caret} />
      ) : (
        <div className={css.group}>
          <Glass />
          <input
            {...input}
            ref={plain}
            type="text"
            value={text}
            onChange={(event) => { setText(event.target.value); }}
            onPointerEnter={prepare}
            onFocus={prepare}
          />
          {text !== '' && (
            <button type="button" className={css.clear} aria-label={t('search.clear')} onClick={() => { setText(''); plain.current?.focus(); }}>
              <X size={20} strokeWidth={1.75} aria-hidden="true" />
            </button>
          )}
          <button type="submit" className={css.submit}>{t('search.submit')}</button>
        </div>
      )}
    </form>
  );
}

export function Glass() {
  return <Search className={css.glass} size={22} strokeWidth={1.75} aria-hidden="true" />;
}
