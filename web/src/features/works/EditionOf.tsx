import type { Copy, Work } from '@/api/types';
import { useI18n } from '@/i18n/useI18n';
import { editionName } from './editionName';

export function EditionOf({ work, copy }: { work: Work; copy: Copy }) {
  const i18n = useI18n();
  const edition = work.editions.find(({ id }) => id === copy.edition_id);
  return <>{edition ? editionName(edition, i18n) : i18n.t('work.edition.unnamed')}</>;
}
