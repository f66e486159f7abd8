import { useParams } from 'react-router';
import { WorkView } from '@/features/works/WorkView';

export default function WorkPage() {
  const { id = '' } = useParams();
  return <WorkView key={id} id={id} />;
}
