import { Link, type LinkProps } from 'react-router';
import { useI18n } from '@/i18n/useI18n';

/** A link within the site that keeps the language of the page. */
export function LocalLink({ to, ...props }: Omit<LinkProps, 'to'> & { to: string }) {
  const { path } = useI18n();
  return <Link to={path(to)} {...props} />;
}
