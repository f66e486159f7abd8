import { useQuery } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useI18n } from '@/i18n/useI18n';
import { waitingQuery } from './waiting';
import css from './Waiting.module.css';

/** «3 людини чекають на цю книжку»; nothing where nobody does. */
export function Waiting({ people }: { people: number | undefined }) {
  const { t } = useI18n();
  if (!people) return null;
  return (
    <p className={css.waiting}>
      <UsersRound size={18} strokeWidth={1.75} aria-hidden="true" />
      {t('wish.waiting', { n: people })}
    </p>
  );
}

export function WaitingFor({ work }: { work: string }) {
  const { data } = useQuery(waitingQuery(work));
  return <Waiting people={data?.people} />;
}
