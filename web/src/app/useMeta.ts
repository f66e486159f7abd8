import { useEffect } from 'react';
import { useLocation } from 'react-router';
import { barePath, localPath } from '@/i18n/locale';
import { useI18n } from '@/i18n/useI18n';

function link(rel: string, hreflang: string | undefined, href: string) {
  const selector = `link[rel="${rel}"]${hreflang ? `[hreflang="${hreflang}"]` : ':not([hreflang])'}`;
  const element = document.head.querySelector<HTMLLinkElement>(selector) ?? document.createElement('link');
  element.rel = rel;
  if (hreflang) element.hreflang = hreflang;
  element.href = href;
  if (!element.isConnected) document.head.append(element);
}

/**
 * Keeps the head true while the reader moves within the application; the server writes it for the first page.
 * `title` undefined means that the page is still loading: the head stays as it is.
 */
export function useMeta(title: string | undefined) {
  const { pathname } = useLocation();
  const { locale } = useI18n();

  useEffect(() => {
    document.documentElement.lang = locale;
    const path = barePath(pathname);
    link('canonical', undefined, location.origin + pathname);
    link('alternate', 'uk', location.origin + localPath('uk', path));
    link('alternate', 'en', location.origin + localPath('en', path));
  }, [locale, pathname]);

  useEffect(() => {
    if (title !== undefined) document.title = title;
  }, [title]);
}
