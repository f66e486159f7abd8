import { CircleHelp, ImageOff, MapPin, PackageCheck, Pencil, Undo2, EyeOff } from 'lucide-react';
import type { OwnCopy } from '@/api/types';
import { ExchangeBadge, GradeBadge } from '@/components/Badge';
import button from '@/components/Button.module.css';
import { Cover } from '@/components/Cover';
import { LocalLink } from '@/components/LocalLink';
import { Photo } from '@/components/Photo';
import { Waiting } from '@/features/wishes/Waiting';
import { useI18n } from '@/i18n/useI18n';
import css from './CopyRow.module.css';

export type Deed = 'withdraw' | 'offerAgain' | 'sold';

/** One copy of one's own, and what can be done with it where it stands. */
export function CopyRow({ copy, act }: { copy: OwnCopy; act: (deed: Deed) => void }) {
  const { t, money, place } = useI18n();
  const { id, work, edition, price, exchange, grade, status, photos, restriction } = copy;
  const [photo] = photos;
  const open = status === 'available' || status === 'paused';
  // What is not on the shelf has no page that others could see.
  const to = status === 'available' || status === 'reserved' || status === 'sold' ? `/copies/${id}` : `/works/${work.id}`;
  const title = work.title;
  return (
    <article className={css.row}>
      <div className={css.picture}>
        {photo ? <Photo photo={photo} alt="" sizes="96px" fill className={css.photo} /> : <Cover book={work} decorative />}
      </div>
      <div className={css.words}>
        <h3 className={css.title}><LocalLink to={to} lang={work.language}>{title}</LocalLink></h3>
        <p className={css.quiet}>{[work.authors[0]?.name, edition.year ?? t('year.unknown'), edition.publisher].filter(Boolean).join(', ')}</p>
        <p className={css.terms}>
          {price && <span className={css.price}>{money(price)}</span>}
          <GradeBadge grade={grade} />
          {exchange && <ExchangeBadge only={!price} />}
          {status === 'paused' && <span className={css.status}>{t('status.paused')}</span>}
          {restriction && <span className={css.status}>{t(restriction.action === 'ask_to_amend' ? 'shelf.hidden.amend' : 'status.hidden')}</span>}
        </p>
        <p className={css.where}>
          <MapPin size={16} strokeWidth={1.75} aria-hidden="true" />{place(copy.place.name)}
          {photos.length > 0 ? ` · ${t('shelf.photos', { n: photos.length })}` : open && <span className={css.noPhoto}><ImageOff size={16} strokeWidth={1.75} aria-hidden="true" />{t('shelf.noPhoto')}</span>}
        </p>
        <Waiting people={copy.waiting} />
      </div>
      <div className={css.actions}>
        {restriction && (
          <LocalLink to={`/decisions#${restriction.decision_id}`} className={button.button} aria-label={t('shelf.hidden.whyOf', { title })}><CircleHelp {...glyph} />{t('shelf.hidden.why')}</LocalLink>
        )}
        {(open || status === 'withdrawn' || restriction?.action === 'ask_to_amend') && (
          <LocalLink to={`/shelf?edit=${id}`} className={button.button} aria-label={t('shelf.editOf', { title })}><Pencil {...glyph} />{t('shelf.edit')}</LocalLink>
        )}
        {open && <Act label={t('shelf.withdrawOf', { title })} press={() => { act('withdraw'); }}><EyeOff {...glyph} />{t('shelf.withdraw')}</Act>}
        {status === 'withdrawn' && <Act label={t('shelf.backOf', { title })} press={() => { act('offerAgain'); }}><Undo2 {...glyph} />{t('shelf.back')}</Act>}
        {open && <Act label={t('shelf.soldOf', { title })} press={() => { act('sold'); }}><PackageCheck {...glyph} />{t('shelf.sold')}</Act>}
      </div>
    </article>
  );
}

function Act({ label, press, children }: { label: string; press: () => void; children: React.ReactNode }) {
  return <button type="button" className={button.button} aria-label={label} onClick={press}>{children}</button>;
}

const glyph = { size: 18, strokeWidth: 1.75, 'aria-hidden': true } as const;
