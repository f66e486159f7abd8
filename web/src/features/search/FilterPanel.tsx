import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Facets, FacetValue } from '@/api/types';
import { gradeRank } from '@/api/vocabulary';
import type { MessageId } from '@/i18n/messages';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { priceName, valueName, yearName } from './filterNames';
import { chosen, decadeRange, type Filters, type ListFilter, priceBucket, range, type Range, sameRange, toggle, withRange } from './urlState';
import css from './FilterPanel.module.css';

interface Props {
  filters: Filters;
  facets: Facets;
  /** The counts are those of the last answer; the next is awaited. */
  pending: boolean;
  change: (next: Filters) => void;
}

/** All filters with their counts. Used in the left rail and in the sheet of the phone. */
export function FilterPanel({ filters, facets, pending, change }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  // What has been ticked or unticked here keeps its place, and the focus with it, when nothing matches it any more.
  const [touched, setTouched] = useState<Partial<Record<ListFilter | 'price' | 'year', FacetValue[]>>>({});
  const touch = (key: ListFilter | 'price' | 'year', value: FacetValue, next: Filters) => {
    if (!touched[key]?.some((known) => known.value === value.value)) setTouched({ ...touched, [key]: [...(touched[key] ?? []), value] });
    change(next);
  };
  const isTouched = (key: ListFilter | 'price' | 'year', value: string) => touched[key]?.some((known) => known.value === value) ?? false;
  const list = (key: ListFilter, values: FacetValue[]) =>
    withMissing(values, [...(touched[key] ?? []), ...chosen(filters, key).map((value) => ({ value, count: 0 }))]).map((facet) => {
      const { value, label, count } = facet;
      const on = chosen(filters, key).includes(value);
      return {
        id: value,
        name: label === undefined ? valueName(i18n, key, value, facets) : i18n.place(label),
        count,
        on,
        stays: on || isTouched(key, value),
        flip: () => { touch(key, facet, toggle(filters, key, value)); },
      };
    });
  const ranges = (name: 'price' | 'year', values: FacetValue[], toRange: (value: string) => Range, say: (r: Range) => string) =>
    withMissing(values, touched[name] ?? []).map((facet) => {
      const bucket = toRange(facet.value);
      const on = sameRange(range(filters, name), bucket);
      return {
        id: facet.value,
        name: say(bucket),
        count: facet.count,
        on,
        stays: on || isTouched(name, facet.value),
        flip: () => { touch(name, facet, withRange(filters, name, on ? {} : bucket)); },
      };
    });
  // «Інше» is where one looks last, however many there are.
  const genres = [...facets.genre].sort((a, b) => Number(a.value === 'other') - Number(b.value === 'other'));
  const grades = [...facets.grade].sort((a, b) => gradeRank(a.value) - gradeRank(b.value));
  const deal = (['sale', 'exchange'] as const).map((key) => ({
    id: key,
    name: t(`filter.${key}`),
    count: facets[key].find(({ value }) => value === 'true')?.count ?? 0,
    on: filters[key],
    stays: true,
    flip: () => { change({ ...filters, [key]: !filters[key] }); },
  }));
  return (
    <div className={cx(css.panel, pending && css.pending)} aria-busy={pending}>
      <Group title="filter.group.deal" options={deal} />
      <Group title="filter.group.genre" options={list('genre', genres)} />
      <Group title="filter.group.price" options={ranges('price', facets.price, priceBucket, (r) => priceName(i18n, r))} />
      <Group title="filter.group.grade" options={list('grade', grades)} />
      <Group title="filter.group.place" options={list('place', facets.place)} />
      <Group title="filter.group.decade" options={ranges('year', facets.decade, decadeRange, (r) => yearName(i18n, r))} />
      <Group title="filter.group.language" options={list('lang', facets.language)} />
    </div>
  );
}

/** A chosen value stays in its list even when nothing matches it any more: it must be possible to take it off. */
function withMissing(values: FacetValue[], kept: readonly FacetValue[]): FacetValue[] {
  const missing = kept.filter(({ value }, i) => ![...values, ...kept.slice(0, i)].some((known) => known.value === value));
  return [...values, ...missing.map((facet) => ({ ...facet, count: 0 }))];
}

interface Option {
  id: string;
  name: string;
  count: number;
  on: boolean;
  /** Shown however short the list is. */
  stays: boolean;
  flip: () => void;
}

const SHOWN = 6;

function Group({ title, options }: { title: MessageId; options: Option[] }): ReactNode {
  const { t, number } = useI18n();
  const [all, setAll] = useState(false);
  if (options.length === 0) return null;
  const shown = all ? options : options.filter((option, i) => i < SHOWN || option.stays);
  const hidden = options.length - shown.length;
  return (
    <fieldset className={css.group}>
      <legend className={css.title}>{t(title)}</legend>
      {shown.map(({ id, name, count, on, flip }) => (
        <label key={id} className={css.option}>
          <Tick on={on} flip={flip} />
          <span className={css.name}>{name}</span>
          <span className={css.count}>{number(count)}</span>
        </label>
      ))}
      {(hidden > 0 || all) && options.length > SHOWN && (
        <button type="button" className={css.more} aria-expanded={all} onClick={() => { setAll(!all); }}>
          {all ? t('filter.less') : t('filter.more', { n: hidden })}
        </button>
      )}
    </fieldset>
  );
}

/** The tick answers the finger at once; the address, which decides, follows. */
function Tick({ on, flip }: { on: boolean; flip: () => void }) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.checked = on;
  }, [on]);
  return <input ref={box} type="checkbox" className={css.box} defaultChecked={on} onChange={flip} />;
}
