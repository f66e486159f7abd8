import { Autocomplete } from '@base-ui/react/autocomplete';
import { useQuery } from '@tanstack/react-query';
import { BookOpen, User, X } from 'lucide-react';
import { type ComponentProps, useLayoutEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Suggestion } from '@/api/types';
import { useDebounced } from '@/components/useDebounced';
import { useI18n } from '@/i18n/useI18n';
import { suggestQuery } from './queries';
import { Glass } from './SearchBox';
import css from './SearchBox.module.css';

const nothing: Suggestion[] = [];

export interface FieldProps {
  input: ComponentProps<'input'>;
  text: string;
  setText: (text: string) => void;
  search: (text: string) => void;
  /** Where the caret stood in the plain field this one replaces; undefined when that field had no focus. */
  caret: number | undefined;
}

/** The search field with suggestions as one types. */
export function SuggestField({ input: { className, ...attributes }, text, setText, search, caret }: FieldProps) {
  const { t, path } = useI18n();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(caret !== undefined && text !== '');
  const suggestions = useQuery(suggestQuery(useDebounced(text.trim(), 120)));
  const items = text.trim().length > 1 ? (suggestions.data?.items ?? nothing) : nothing;

  useLayoutEffect(() => {
    if (caret === undefined) return;
    input.current?.focus();
    input.current?.setSelectionRange(caret, caret);
  }, [caret]);

  const choose = (item: Suggestion) => {
    setOpen(false);
    if (item.work_id) void navigate(path(`/works/${item.work_id}`));
    else search(item.text);
  };

  return (
    <Autocomplete.Root
      items={items}
      mode="list"
      filter={null}
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
        <Glass />
        <Autocomplete.Input {...attributes} {...(className !== undefined && { className })} ref={input} />
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
  );
}

const glyph = { size: 20, strokeWidth: 1.75, 'aria-hidden': true } as const;
