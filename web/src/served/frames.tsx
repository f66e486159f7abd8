// What the build draws of every page for the server (scripts/frames.ts): all that does not depend on the catalogue.
// The server puts the first content of a page where {{…}} stands; until the application has started, and where it
// never does, that is the page.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { ArrowRight, MapPin, Repeat, User } from 'lucide-react';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { IntlProvider } from 'react-intl';
import { StaticRouter } from 'react-router';
import type { SearchPage } from '@/api/types';
import { GRADES } from '@/api/vocabulary';
import { Footer } from '@/app/Footer';
import { Frame } from '@/app/Frame';
import { ExchangeBadge, GradeBadge } from '@/components/Badge';
import { EmptyMarket } from '@/components/states/EmptyMarket';
import { Notice } from '@/components/states/Notice';
import { newestQuery } from '@/features/search/queries';
import { localPath, type Locale } from '@/i18n/locale';
import type { MessageId, Messages } from '@/i18n/messages';
import { useI18n } from '@/i18n/useI18n';
import AboutPage from '@/pages/about/AboutPage';
import HomePage from '@/pages/home/HomePage';
import NotFoundPage from '@/pages/notFound/NotFoundPage';

/** Puts a slot at the first place that fits; there must be one. */
function mark(html: string, pattern: RegExp, slot: string): string {
  if (!pattern.test(html)) throw new Error(`${String(pattern)} is not in what was drawn`);
  return html.replace(pattern, slot);
}

/** The first piece that fits; there must be one. */
function cut(html: string, pattern: RegExp): string {
  const [found] = pattern.exec(html) ?? [];
  if (found === undefined) throw new Error(`${String(pattern)} is not in what was drawn`);
  return found;
}

const books = (total: number) => ({ items: [], total, facets: {} }) as unknown as SearchPage;

export function frames(locale: Locale, messages: Messages): Record<string, string> {
  const queryClient = new QueryClient();
  const piece = (node: ReactNode, path = '/') =>
    renderToStaticMarkup(
      <StaticRouter location={localPath(locale, path)}>
        <IntlProvider locale={locale} messages={messages}>
          <QueryClientProvider client={queryClient}>{node}</QueryClientProvider>
        </IntlProvider>
      </StaticRouter>,
    );
  const draw = (path: string, children: ReactNode) => {
    const html = piece(<Frame home={path === '/'}>{children}</Frame>, path);
    // React writes some attributes as in its own language; in HTML they are small.
    const small = html.replace(/ (?!viewBox)([a-z]+[A-Z][A-Za-z]*)="/g, (attribute) => attribute.toLowerCase());
    const real = mark(small, /<p class="Footer_demo">[^<]*<\/p>/, '{{demo.footer}}');
    const language = mark(real, /(<a [^>]*hreflang="[^>]*href=")[^"]*/, '$1{{other_language}}');
    return mark(language, /(<input [^>]*name="q" value=")/, '$1{{query}}');
  };
  queryClient.setQueryData(newestQuery.queryKey, books(0));
  const homeEmpty = draw('/', <HomePage />);
  queryClient.setQueryData(newestQuery.queryKey, books(1));
  let home = draw('/', <HomePage />);
  home = mark(home, /(<p class="Hero_lead">)[^<]*/, '$1{{lead}}');
  for (const slot of ['{{window1}}', '{{window2}}', '{{window3}}']) home = mark(home, /<span class="Hero_empty"><\/span>/, slot);
  home = mark(home, /(<ul class="Grid_grid">)/, '$1{{cards}}');
  const about = draw('/about', <AboutPage />);
  const sources = /<section aria-labelledby="data"[^]*?<\/section>/;
  return {
    home,
    home_empty: homeEmpty,
    search: draw('/search', '{{content}}'),
    thing: draw('/thing', '{{content}}'),
    about: mark(about, sources, '{{demo.about}}'),
    ...Object.fromEntries(OWN.map((page) => [page, draw('/own', <Own page={page} />)])),
    not_found: draw('/nowhere', <NotFoundPage />),
    error: draw('/nowhere', <Say title="state.error.title" text="state.error.text" asPage />),
    'demo.footer': cut(piece(<Footer />), /<p class="Footer_demo">[^<]*<\/p>/),
    'demo.about': cut(about, sources),
    empty_market: piece(<EmptyMarket />),
    nothing_found: piece(<Notice title="{{title}}" text="{{text}}" />),
    no_copies: piece(<Say title="work.copies.none" text="work.copies.none.text" />),
    exchange: piece(<ExchangeBadge />),
    exchange_only: piece(<ExchangeBadge only />),
    ...Object.fromEntries(GRADES.map((grade) => [`grade.${grade}`, piece(<GradeBadge grade={grade} />)])),
    'icon.place': piece(<MapPin size={16} {...glyph} />),
    'icon.town': piece(<MapPin size={20} {...glyph} />),
    'icon.shelf_town': piece(<MapPin size={18} {...glyph} />),
    'icon.person': piece(<User size={20} {...glyph} />),
    'icon.exchange': piece(<Repeat size={20} {...glyph} />),
    'icon.go': piece(<ArrowRight size={20} {...glyph} />),
  };
}

const glyph = { strokeWidth: 1.75, 'aria-hidden': true } as const;

const OWN = [
  'sign_up', 'verify_email', 'sign_in', 'reset_password', 'account', 'sell', 'shelf', 'profile', 'wishes', 'wishes_import', 'account_data', 'account_history',
  'account_leave', 'goodbye', 'reports', 'decisions', 'moderation',
] as const;

/** Forms come with the application, which alone can send them: until then there is nothing to lose by typing. */
function Own({ page }: { page: (typeof OWN)[number] }) {
  const { t } = useI18n();
  return (
    <>
      <h1>{t(`own.${page}.title`)}</h1>
      <noscript><p>{t('own.script')}</p></noscript>
    </>
  );
}

function Say({ title, text, asPage = false }: { title: MessageId; text: MessageId; asPage?: boolean }) {
  const { t } = useI18n();
  return <Notice asPage={asPage} title={t(title)} text={t(text)} />;
}
