import { type RefObject, useEffect, useState } from 'react';
import button from '@/components/Button.module.css';
import { cx } from '@/components/cx';
import { useI18n } from '@/i18n/useI18n';
import css from './PriceBar.module.css';

/** On a phone the price stays in sight once the summary has been scrolled away. */
export function PriceBar({ price, summary }: { price: string; summary: RefObject<HTMLElement | null> }) {
  const { t } = useI18n();
  const [passed, setPassed] = useState(false);

  useEffect(() => {
    if (!summary.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      setPassed(entry !== undefined && !entry.isIntersecting && entry.boundingClientRect.top < 0);
    });
    observer.observe(summary.current);
    return () => { observer.disconnect(); };
  }, [summary]);

  if (!passed) return null;
  return (
    <div className={css.bar}>
      <p className={css.price}>{price}</p>
      <a href="#copies" className={cx(button.button, button.primary)}>{t('work.toCopies')}</a>
    </div>
  );
}
