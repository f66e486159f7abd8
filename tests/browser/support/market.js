// What the demonstration catalogue holds, asked of the server under test, so that no test names an id.
import { BASE } from './browser.js';

async function get(path) {
  const response = await fetch(BASE + path);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

export const search = (query) => get(`/api/v1/search?${new URLSearchParams(query)}`);

/** Pages of one's own, as readers meet them who are not signed in. */
export const OWN = { signUp: '/sign-up', verifyEmail: '/verify-email#token', signIn: '/sign-in?next=/account', resetPassword: '/reset-password', setPassword: '/reset-password#token' };

/** One address of each kind of screen, for checks that take long. */
export async function screens() {
  const { home, results, empty, work, copy, author, seller, about, missing } = (await market()).pages;
  return { home, results, empty, work, copy, author, seller, about, missing, ...OWN };
}

let known;

/** Addresses of one page of every kind, and the objects behind them. */
export function market() {
  known ??= (async () => {
    const { items } = await search({ q: 'кобзар шевченко', limit: 10 });
    const card = items.find(({ title }) => title === 'Кобзар') ?? items[0];
    const work = await get(`/api/v1/works/${card.id}`);
    const copy = await get(`/api/v1/copies/${work.copies[0].id}`);
    const { items: many } = await search({ limit: 100 });
    const alone = many.find(({ offers, authors }) => offers.copies === 1 && authors.length > 0);
    const withIsbn = work.editions.find(({ isbn13 }) => isbn13);
    return {
      work, copy, alone, isbn: withIsbn.isbn13, isbnHyphens: withIsbn.isbn,
      pages: {
        home: '/',
        results: '/search?q=' + encodeURIComponent('леся українка'),
        shelf: '/search?genre=poetry',
        empty: '/search?q=' + encodeURIComponent('ъъъъъъ щщщщщ'),
        work: `/works/${work.id}`,
        lone: `/works/${alone.id}`,
        edition: `/editions/${withIsbn.isbn13}`,
        copy: `/copies/${copy.id}`,
        author: `/authors/${work.authors[0].id}`,
        seller: `/sellers/${copy.seller.id}`,
        about: '/about',
        missing: '/nowhere',
      },
    };
  })();
  return known;
}

export const english = (path) => (path === '/' ? '/en' : `/en${path}`);
