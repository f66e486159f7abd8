import { X } from 'lucide-react';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import type { Copy, Work } from '@/api/types';
import { ExchangeBadge, GradeBadge } from '@/components/Badge';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import { SellerLink, ViewLink } from './CopyLinks';
import { EditionOf } from './EditionOf';
import css from './Comparison.module.css';

/** The chosen copies in columns. A bar at the foot of the window counts them and puts them side by side. */
export function Comparison({ work, copies, clear }: { work: Work; copies: Copy[]; clear: () => void }) {
  const { t } = useI18n();
  const [open, setOpen] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = open && copies.length > 1;

  useLayoutEffect(() => {
    if (!shown) return;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, [shown]);

  const close = () => {
    // Where the columns were, nothing will be left to have the focus.
    document.querySelector<HTMLElement>('#copies input:checked')?.focus();
    setOpen(false);
    clear();
  };

  if (shown) {
    return (
      <section className={css.comparison} aria-labelledby="side-by-side">
        <div className={css.head}>
          <h3 id="side-by-side" ref={heading} tabIndex={-1} className={css.title}>{t('compare.title')}</h3>
          <button type="button" className={cx(button.button, button.quiet)} onClick={close}>
            <X size={20} strokeWidth={1.75} aria-hidden="true" />
            {t('compare.close')}
          </button>
        </div>
        <Columns work={work} copies={copies} />
      </section>
    );
  }
  return (
    <div className={copies.length === 0 ? 'visually-hidden' : css.bar}>
      <p role="status">{copies.length > 0 && t('compare.chosen', { n: copies.length })}</p>
      {copies.length > 1 && (
        <button type="button" className={cx(button.button, button.primary)} onClick={() => { setOpen(true); }}>{t('compare.open')}</button>
      )}
    </div>
  );
}

function Columns({ work, copies }: { work: Work; copies: Copy[] }) {
  const { t, money, place, gradeMeaning } = useI18n();
  const row = (name: string, cell: (copy: Copy) => ReactNode) => (
    <tr>
      <th scope="row">{name}</th>
      {copies.map((copy) => <td key={copy.id}>{cell(copy)}</td>)}
    </tr>
  );
  return (
    <table className={css.table}>
      <tbody>
        {row(t('table.price'), (copy) => <span className={css.price}>{copy.price ? money(copy.price) : t(copy.exchange ? 'price.none' : 'price.unknown')}</span>)}
        {row(t('table.grade'), ({ grade }) => (
          <>
            <GradeBadge grade={grade} />
            <p className={css.meaning}>{gradeMeaning(grade)}</p>
          </>
        ))}
        {row(t('compare.notes'), ({ notes }) => (notes ? <p lang="uk">{notes}</p> : <p className={css.meaning}>{t('copy.notes.none')}</p>))}
        {row(t('table.edition'), (copy) => <EditionOf work={work} copy={copy} />)}
        {row(t('table.place'), (copy) => place(copy.place.name))}
        {row(t('compare.exchange'), (copy) => (copy.exchange ? <ExchangeBadge only={!copy.price} /> : t('compare.exchange.no')))}
        {row(t('table.seller'), ({ seller }) => <SellerLink seller={seller} />)}
        <tr>
          <td />
          {copies.map((copy) => (
            <td key={copy.id}><ViewLink copy={copy} className={button.button} /></td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}
