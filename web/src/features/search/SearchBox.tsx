import { Autocomplete } from '@base-ui/react/autocomplete';
import { useQuery } from '@tanstack/react-query';
import { BookOpen, Search, User, X } from 'lucide-react';
import { type FormEvent, useEffect, useState } from 'react';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import type { Suggestion } from '@/api/types';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { suggestQuery } from './queries';
import { searchPath } from './urlState';
import css from './SearchBox.module.css';

const nothing: Suggestion[] = [];

/** The field with suggestions. It shows the query of the page and forgets what was typed when the page changes. */
export function SearchBox({ large = false }: { large?: boolean }) {
  const { key } = useLocation();
  const [params] = useSearchParams();
  const query = params.get('q') ?? '';
  return <Field key={`${key} ${query}`} query={query} large={large} />;
}

function Field({ query, large }: { query: string; large: boolean }) {
  const { t, path } = useI18n();
  const navigate = useNavigate();
  const [text, setText] = useState(query);
  const [open, setOpen] = useState(false);
  const asked = useDebounced(text.trim(), 120);
  const suggestions = useQuery(suggestQuery(asked));
  const items = text.trim().length > 1 ? (suggestions.data?.items ?? nothing) : nothing;

  const search = (q: string) => {
    setOpen(false);
    void navigate(path(searchPath({ q })));
  };
  const choose = (item: Suggestion) => {
    setOpen(false);
    if (item.work_id) void navigate(path(`/works/${item.work_id}`));
    else search(item.text);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search(text.trim());
  };

  return (
    <form role="search" className={cx(css.form, large && css.large)} onSubmit={submit}>
      <Autocomplete.Root
        items={items}
        mode="none"
        value={text}
        onValueChange={(value, { reason }) => {
          // A chosen suggestion leads to its page: the text of the field stays what the reader typed.
          if (reason !== 'item-press') setText(value);
        }}
        open={open && items.length > 0}
        onOpenChange={setOpen}
        itemToStringValue={(item: Suggestion) => item.text}
      >
        <Autocomplete.InputGroup className={css.group}>
          <Search className={css.glass} size={22} strokeWidth={1.75} aria-hidden="true" />
          <Autocomplete.Input
            className={css.input}
            aria-label={t('search.label')}
            placeholder={t('search.placeholder')}
            enterKeyHint="search"
            autoCapitalize="none"
            autoCorrect="off"
            spellCheck={false}
            maxLength={200}
          />
          {text !== '' && (
            <Autocomplete.Clear className={css.clear} aria-label={t('search.clear')}>
              <X size={20} strokeWidth={1.75} aria-hidden="true" />
            </Autocomplete.Clear>
          )}
          <button type="submit" className={css.submit}>{t('search.submit')}</button>
        </Autocomplete.InputGroup>
        <Autocomplete.Portal>
          <Autocomplete.Positioner className={css.positioner} sideOffset={6} align="start">
            <Autocomplete.Popup className={css.popup}>
              <Autocomplete.Status className="visually-hidden">
                {open && t('search.suggest.count', { n: items.length })}
              </Autocomplete.Status>
              <Autocomplete.List className={css.list} aria-label={t('search.suggestions')}>
                {(item: Suggestion) => (
                  <Autocomplete.Item
                    key={`${item.kind} ${item.work_id ?? item.text}`}
                    value={item}
                    className={css.item}
                    onClick={() => { choose(item); }}
                  >
                    {item.kind === 'work' ? <BookOpen {...glyph} /> : <User {...glyph} />}
                    <span className={css.words}>
                      <span className={css.name}>{item.text}</span>
                      <span className={css.about}>{item.kind === 'work' ? item.author : t('search.suggest.author')}</span>
                    </span>
                  </Autocomplete.Item>
                )}
              </Autocomplete.List>
            </Autocomplete.Popup>
          </Autocomplete.Positioner>
        </Autocomplete.Portal>
      </Autocomplete.Root>
    </form>
  );
}

const glyph = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const;

function useDebounced(value: string, milliseconds: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => { setSettled(value); }, milliseconds);
    return () => { clearTimeout(timer); };
  }, [value, milliseconds]);
  return settled;
}
