import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useRef, useState } from 'react';
import type { WorkCard } from '@/api/types';
import { BookCard } from '@/components/BookCard';
import { useMediaQuery } from '@/components/useMediaQuery';
import { useI18n } from '@/i18n/useI18n';
import { workQuery } from './queries';
import { sortCopies } from './copyOrder';
import css from './FoundBook.module.css';

/** A found book. With a mouse and room, its three cheapest copies come up on the cover when one stops at it. */
export function FoundBook({ work, eager, newestYear }: { work: WorkCard; eager: boolean; newestYear: boolean }) {
  const able = useMediaQuery('(min-width: 80rem) and (hover: hover)') && work.offers.copies > 1;
  const place = useRef<HTMLLIElement>(null);
  const near = useAttention(place);
  return (
    <li ref={place}>
      <BookCard work={work} eager={eager} newestYear={newestYear} over={able && near && <Peek id={work.id} />} />
    </li>
  );
}

/** Whether the pointer or the focus is within. */
function useAttention(ref: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(false);
  useEffect(() => {
    const element = ref.current;
    const come = () => { setNear(true); };
    const go = () => { setNear(false); };
    element?.addEventListener('pointerenter', come);
    element?.addEventListener('focusin', come);
    element?.addEventListener('pointerleave', go);
    element?.addEventListener('focusout', go);
    return () => {
      element?.removeEventListener('pointerenter', come);
      element?.removeEventListener('focusin', come);
      element?.removeEventListener('pointerleave', go);
      element?.removeEventListener('focusout', go);
    };
  }, [ref]);
  return near;
}

/** The book's own page says the same and more: a listener is not told twice. */
function Peek({ id }: { id: string }) {
  const { t, money, grade, place } = useI18n();
  const [stayed, setStayed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => { setStayed(true); }, 200);
    return () => { clearTimeout(timer); };
  }, []);
  const { data } = useQuery({ ...workQuery(id), enabled: stayed });
  if (!data) return null;
  return (
    <ul className={css.peek} aria-hidden="true">
      {sortCopies(data.copies, 'price').slice(0, 3).map((copy) => (
        <li key={copy.id}>
          <span className={css.price}>{copy.price ? money(copy.price) : t('copy.exchangeOnly')}</span> {grade(copy.grade)}
          <span className={css.town}>{place(copy.place.name)}</span>
        </li>
      ))}
    </ul>
  );
}
