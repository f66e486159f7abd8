import { Repeat } from 'lucide-react';
import { useI18n } from '@/i18n/useI18n';
import css from './Badge.module.css';

export function GradeBadge({ grade }: { grade: string }) {
  const i18n = useI18n();
  return <span className={css.grade}>{i18n.grade(grade)}</span>;
}

export function ExchangeBadge({ only = false }: { only?: boolean }) {
  const { t } = useI18n();
  return (
    <span className={css.exchange}>
      <Repeat size={14} strokeWidth={2} aria-hidden="true" />
      {t(only ? 'copy.exchangeOnly' : 'copy.exchange')}
    </span>
  );
}
