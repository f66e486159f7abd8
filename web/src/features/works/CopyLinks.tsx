import { ArrowRight } from 'lucide-react';
import type { Copy } from '@/api/types';
import { LocalLink } from '@/components/LocalLink';
import { useI18n } from '@/i18n/useI18n';
import css from './CopyLinks.module.css';

export function SellerLink({ seller }: Pick<Copy, 'seller'>) {
  const { person } = useI18n();
  return <LocalLink to={`/sellers/${seller.id}`} className={css.seller}>{person(seller.name)}</LocalLink>;
}

/** To the copy's own page. Those who do not see the row hear which copy it is. */
export function ViewLink({ copy, className }: { copy: Copy; className: string | undefined }) {
  const { t } = useI18n();
  const describe = useDescription();
  return (
    <LocalLink to={`/copies/${copy.id}`} className={className} aria-label={`${t('table.view')}: ${describe(copy)}`}>
      <span>{t('table.view')}</span>
      <ArrowRight size={18} strokeWidth={1.75} aria-hidden="true" />
    </LocalLink>
  );
}

/** «Добрий, 120 ₴, Львів»: a copy told from the others. */
export function useDescription() {
  const { t, place, grade, money } = useI18n();
  return (copy: Copy) => [grade(copy.grade), copy.price ? money(copy.price) : t('copy.exchangeOnly'), place(copy.place.name)].join(', ');
}
