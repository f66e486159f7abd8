// Reading served HTML.

export const htmlRules = {
  extends: ['html-validate:standard'],
  rules: {
    'void-style': 'off', // matters of taste
    'doctype-style': 'off',
    'long-title': 'off', // a title holds the names of a book and its author, however long they are
    'require-sri': 'off', // everything comes from the same host
  },
};

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", '#39': "'", '#34': '"' };
const text = (value) => value?.replace(/&([a-z]+|#\d+);/g, (whole, name) => entities[name] ?? whole);
const attribute = (tag, name) => text(new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]);

export function readHead(html) {
  const tags = (name) => html.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];
  const links = tags('link');
  const metas = tags('meta');
  return {
    lang: attribute(tags('html')[0], 'lang'),
    title: text(/<title>([^<]*)<\/title>/.exec(html)?.[1]),
    description: attribute(metas.find((tag) => attribute(tag, 'name') === 'description') ?? '', 'content'),
    robots: attribute(metas.find((tag) => attribute(tag, 'name') === 'robots') ?? '', 'content'),
    canonical: attribute(links.find((tag) => attribute(tag, 'rel') === 'canonical') ?? '', 'href'),
    alternates: Object.fromEntries(links.filter((tag) => attribute(tag, 'hreflang')).map((tag) => [attribute(tag, 'hreflang'), attribute(tag, 'href')])),
    og: Object.fromEntries(metas.filter((tag) => attribute(tag, 'property')?.startsWith('og:')).map((tag) => [attribute(tag, 'property'), attribute(tag, 'content')])),
    data: [...html.matchAll(/<script type="application\/ld\+json">([^]*?)<\/script>/g)].flatMap(([, json]) => JSON.parse(json)),
  };
}
