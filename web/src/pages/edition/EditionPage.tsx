import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { editionTitle } from '@/app/titles';
import { QueryState } from '@/components/states/QueryState';
import { SkeletonPage } from '@/components/states/Skeleton';
import { editionQuery } from '@/features/works/queries';
import { WorkView } from '@/features/works/WorkView';
import { useI18n } from '@/i18n/useI18n';

/** An ISBN leads to its book with that edition already chosen. */
export default function EditionPage() {
  const { isbn = '' } = useParams();
  const { locale } = useI18n();
  const edition = useQuery(editionQuery(isbn));
  return (
    <QueryState query={edition} loading={<SkeletonPage />} notFound="state.notFound.edition">
      {(data) => <WorkView key={data.id} id={data.work.id} edition={data.id} title={editionTitle(locale, data.title, data.isbn, data.work.authors)} />}
    </QueryState>
  );
}
