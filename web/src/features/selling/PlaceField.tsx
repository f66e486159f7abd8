import { Combobox } from '@base-ui/react/combobox';
import { useQuery } from '@tanstack/react-query';
import { MapPin } from 'lucide-react';
import { type Ref, useState } from 'react';
import type { PlaceSuggestion } from '@/api/types';
import { Labelled } from '@/components/form/Field';
import form from '@/components/form/Form.module.css';
import { useDebounced } from '@/components/useDebounced';
import { useI18n } from '@/i18n/useI18n';
import { keepPlace, type NamedPlace } from './kept';
import { placesQuery } from './queries';
import css from './PlaceField.module.css';

interface Props {
  label: string;
  hint?: string;
  error?: string | undefined;
  place: NamedPlace | undefined;
  choose: (place: NamedPlace | undefined) => void;
  /** Gets the focus when something is wrong with the place. */
  inputRef?: Ref<HTMLInputElement>;
}

const nothing: NamedPlace[] = [];

/** A settlement of Ukraine, found by the beginning of its name; many are namesakes, so each is told with its region. */
export function PlaceField({ label, hint, error, place, choose, inputRef }: Props) {
  const { t, town } = useI18n();
  const [text, setText] = useState(place ? town(place) : '');
  const asked = useDebounced(text.trim(), 150);
  const [typed, setTyped] = useState(false);
  const [open, setOpen] = useState(false);
  const found = useQuery({ ...placesQuery(asked), enabled: typed && asked !== '' });
  const items: NamedPlace[] = typed && text.trim() !== '' ? (found.data?.items ?? nothing) : nothing;
  return (
    <Labelled label={label} hint={hint} error={error}>
      {(told) => (
        <Combobox.Root
          items={items}
          filter={null}
          value={place ?? null}
          onValueChange={(next: NamedPlace | null) => {
            if (next) keepPlace(next);
            setTyped(false);
            choose(next ?? undefined);
          }}
          inputValue={text}
          onInputValueChange={(next, { reason }) => {
            setText(next);
            if (reason === 'input-change') setTyped(true);
          }}
          itemToStringLabel={(item: NamedPlace) => town(item)}
          isItemEqualToValue={(a: NamedPlace, b: NamedPlace) => a.code === b.code}
          open={open && typed && text.trim() !== ''}
          onOpenChange={setOpen}
          autoHighlight
        >
          <Combobox.InputGroup className={form.box}>
            <MapPin className={css.pin} size={20} strokeWidth={1.75} aria-hidden="true" />
            <Combobox.Input {...told} ref={inputRef} className={form.input} placeholder={t('field.place.placeholder')} autoComplete="off" spellCheck={false} />
          </Combobox.InputGroup>
          <Combobox.Portal>
            <Combobox.Positioner className={css.positioner} sideOffset={6} align="start">
              <Combobox.Popup className={css.popup}>
                <Combobox.Status className="visually-hidden">{typed && t('field.place.count', { n: items.length })}</Combobox.Status>
                <Combobox.Empty className={css.empty}>
                  {!found.isFetching && asked === text.trim() && t(found.isError ? 'problem.noAnswer' : 'field.place.none')}
                </Combobox.Empty>
                <Combobox.List className={css.list}>
                  {(item: PlaceSuggestion) => (
                    <Combobox.Item key={item.code} value={item} className={css.item}>
                      <Words item={item} />
                    </Combobox.Item>
                  )}
                </Combobox.List>
              </Combobox.Popup>
            </Combobox.Positioner>
          </Combobox.Portal>
        </Combobox.Root>
      )}
    </Labelled>
  );
}

function Words({ item: { name, category, community, district, region } }: { item: PlaceSuggestion }) {
  const i18n = useI18n();
  const where = [community, district, region === name ? undefined : region].filter((part) => part !== undefined);
  const said = i18n.locale === 'uk' ? where.join(', ') : where.map(i18n.area).join(', ');
  return (
    <span className={css.words}>
      <span className={css.name}>{i18n.place(name)}</span>
      <span className={css.about}>{[i18n.t(`place.${category}`), said].filter(Boolean).join(', ')}</span>
    </span>
  );
}
