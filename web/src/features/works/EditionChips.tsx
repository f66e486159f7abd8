import { useState } from 'react';
import type { Work } from '@/api/types';
import { useFirstNew } from '@/components/useFirstNew';
import { useWide } from '@/components/useMediaQuery';
import { useI18n } from '@/i18n/useI18n';
import { editionName } from './editionName';
import css from './EditionChips.module.css';

interface Props {
  work: Work;
  chosen: string | undefined;
  choose: (edition: string | undefined) => void;
}

/** Editions are never mixed silently: each is a chip with the number of its copies. Those on the shelves come first. */
export function EditionChips({ work, chosen, choose }: Props) {
  const i18n = useI18n();
  const { t, number } = i18n;
  const few = useWide() ? 7 : 3;
  const [all, setAll] = useState(false);
  const count = (id: string) => work.copies.filter((copy) => copy.edition_id === id).length;
  const editions = work.editions
    .map((edition) => ({ id: edition.id, name: editionName(edition, i18n), year: edition.year ?? 0, copies: count(edition.id) }))
    .sort((a, b) => Number(b.copies > 0) - Number(a.copies > 0) || b.year - a.year);
  const shown = all ? editions : editions.filter((edition, i) => i < few || edition.id === chosen);
  const hidden = editions.length - shown.length;
  // The first chip is that of all editions.
  const askMore = useFirstNew(1 + shown.length, 'input[name=edition]');
  return (
    <fieldset className={css.editions}>
      <legend className={css.legend}>{t('work.editions')}</legend>
      <div className={css.chips}>
        <Chip name={t('work.editions.all')} note={number(work.copies_total)} on={chosen === undefined} choose={() => { choose(undefined); }} />
        {shown.map(({ id, name, copies }) => (
          <Chip key={id} name={name} note={number(copies)} on={chosen === id} empty={copies === 0} choose={() => { choose(id); }} />
        ))}
        {hidden > 0 && (
          <button type="button" className={css.more} onClick={() => { askMore(); setAll(true); }}>{t('work.editions.more', { n: hidden })}</button>
        )}
      </div>
    </fieldset>
  );
}

function Chip({ name, note, on, empty = false, choose }: { name: string; note: string; on: boolean; empty?: boolean; choose: () => void }) {
  return (
    <label className={css.chip} data-empty={empty || undefined}>
      <input type="radio" name="edition" className={css.radio} checked={on} onChange={choose} />
      {name}
      <span className={css.note}>{note}</span>
    </label>
  );
}
