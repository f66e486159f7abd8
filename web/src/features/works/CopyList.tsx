import { ArrowDown, ArrowRight, MapPin } from 'lucide-react';
import { useState } from 'react';
import type { Copy, Work } from '@/api/types';
import { ExchangeBadge, GradeBadge } from '@/components/Badge';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { LocalLink } from '@/components/LocalLink';
import { Notice } from '@/components/states/Notice';
import { useFirstNew } from '@/components/useFirstNew';
import { useDesktop, useWide } from '@/components/useMediaQuery';
import { useI18n } from '@/i18n/useI18n';
import { Comparison } from './Comparison';
import { SellerLink, useDescription, ViewLink } from './CopyLinks';
import { type CopyOrder, sortCopies } from './copyOrder';
import { EditionOf } from './EditionOf';
import css from './CopyList.module.css';

interface Props {
  work: Work;
  copies: Copy[];
  ofOneEdition: boolean;
}

const STEP = 12;
const MOST_COMPARED = 3;

/** All copies compared: a table where there is room, cards on a phone. */
export function CopyList({ work, copies, ofOneEdition }: Props) {
  const { t } = useI18n();
  const wide = useWide();
  const [order, setOrder] = useState<CopyOrder>('price');
  const [limit, setLimit] = useState(STEP);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const compare = useDesktop() && copies.length > 1;
  const sorted = sortCopies(copies, order);
  const shown = sorted.slice(0, limit);
  const askMore = useFirstNew(shown.length, '#copies a[href*="/copies/"]');
  if (work.copies_total === 0) return <Notice title={t('work.copies.none')} text={t('work.copies.none.text')} />;
  if (copies.length === 0 && ofOneEdition) return <p className={css.none}>{t('work.copies.noneEdition')}</p>;
  return (
    <>
      {wide ? (
        <Table work={work} copies={shown} order={order} sort={setOrder} {...(compare && { chosen, choose: setChosen })} />
      ) : (
        <Cards work={work} copies={shown} order={order} sort={setOrder} />
      )}
      {compare && <Comparison work={work} copies={sorted.filter(({ id }) => chosen.includes(id))} clear={() => { setChosen([]); }} />}
      {copies.length > limit && (
        <button type="button" className={cx(button.button, css.more)} onClick={() => { askMore(); setLimit(limit + 2 * STEP); }}>
          {t('work.copies.next', { n: copies.length - limit })}
        </button>
      )}
      {copies.length <= limit && !ofOneEdition && work.copies_total > work.copies.length && (
        <p className={css.none}>{t('work.copies.more', { shown: work.copies.length, total: work.copies_total })}</p>
      )}
    </>
  );
}

interface ViewProps {
  work: Work;
  copies: Copy[];
  order: CopyOrder;
  sort: (order: CopyOrder) => void;
}

interface TableProps extends ViewProps {
  /** Copies to put side by side, where there is room for it. */
  chosen?: readonly string[];
  choose?: (chosen: readonly string[]) => void;
}

function Table({ work, copies, order, sort, chosen = [], choose }: TableProps) {
  const { t, place } = useI18n();
  const describe = useDescription();
  const desktop = useDesktop();
  const column = (key: CopyOrder, className?: string) => (
    <th scope="col" className={className} aria-sort={order === key ? 'ascending' : 'none'}>
      <button type="button" className={css.sort} onClick={() => { sort(key); }}>
        {t(`table.${key}`)}
        <ArrowDown size={16} strokeWidth={2} aria-hidden="true" className={cx(css.arrow, order === key && css.on)} />
      </button>
    </th>
  );
  return (
    <div className={css.frame}>
      <table className={css.table}>
        <caption className="visually-hidden">{t('table.caption', { title: work.title })}</caption>
        <thead>
          <tr>
            {choose && <th scope="col"><span className="visually-hidden">{t('compare.column')}</span></th>}
            {column('grade')}
            <th scope="col">{t('table.edition')}</th>
            <th scope="col">{desktop ? t('table.place') : `${t('table.place')}, ${t('table.seller').toLowerCase()}`}</th>
            {desktop && <th scope="col">{t('table.seller')}</th>}
            {column('price', css.money)}
            <th scope="col"><span className="visually-hidden">{t('table.view')}</span></th>
          </tr>
        </thead>
        <tbody>
          {copies.map((copy) => (
            <tr key={copy.id} className={css.row}>
              {choose && (
                <td className={css.pick}>
                  <label className={css.box}>
                    <input
                      type="checkbox"
                      checked={chosen.includes(copy.id)}
                      disabled={chosen.length >= MOST_COMPARED && !chosen.includes(copy.id)}
                      aria-label={t('compare.choose', { copy: describe(copy) })}
                      onChange={({ target }) => { choose(target.checked ? [...chosen, copy.id] : chosen.filter((id) => id !== copy.id)); }}
                    />
                  </label>
                </td>
              )}
              <td className={css.state}>
                <GradeBadge grade={copy.grade} />
                {copy.notes && <p className={css.notes} lang="uk">{copy.notes}</p>}
              </td>
              <td><EditionOf work={work} copy={copy} /></td>
              <td>
                {place(copy.place.name)}
                {!desktop && <><br /><SellerLink seller={copy.seller} /></>}
              </td>
              {desktop && <td><SellerLink seller={copy.seller} /></td>}
              <td className={css.money}><Deal copy={copy} /></td>
              <td className={css.go}><ViewLink copy={copy} className={css.view} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ work, copies, order, sort }: ViewProps) {
  const { t, place, person } = useI18n();
  const describe = useDescription();
  return (
    <>
      {copies.length > 1 && (
        <div className={css.orders}>
          {(['price', 'grade'] as const).map((key) => (
            <button key={key} type="button" className={css.order} aria-pressed={order === key} onClick={() => { sort(key); }}>
              {t(`order.${key}`)}
            </button>
          ))}
        </div>
      )}
      <ul className={css.cards}>
        {copies.map((copy) => (
          <li key={copy.id} className={css.card}>
            <div className={css.top}>
              <Deal copy={copy} />
              <GradeBadge grade={copy.grade} />
            </div>
            {copy.notes && <p className={css.notes} lang="uk">{copy.notes}</p>}
            <p className={css.meta}><EditionOf work={work} copy={copy} /></p>
            <p className={css.meta}>
              <MapPin size={16} strokeWidth={1.75} aria-hidden="true" />
              {place(copy.place.name)} · {person(copy.seller.name)}
            </p>
            <LocalLink
              to={`/copies/${copy.id}`}
              className={css.cover}
              aria-label={`${t('table.view')}: ${describe(copy)}`}
            >
              <ArrowRight size={20} strokeWidth={1.75} aria-hidden="true" />
            </LocalLink>
          </li>
        ))}
      </ul>
    </>
  );
}

function Deal({ copy }: { copy: Copy }) {
  const { t, money } = useI18n();
  return (
    <span className={css.deal}>
      {copy.price && <span className={css.price}>{money(copy.price)}</span>}
      {copy.exchange ? <ExchangeBadge only={!copy.price} /> : !copy.price && t('price.unknown')}
    </span>
  );
}
