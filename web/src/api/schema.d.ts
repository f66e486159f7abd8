/**
 * The HTTP contract v1 in the shape openapi-typescript writes: `npm run types` replaces this file from api/openapi.json.
 */
export interface paths {
  '/api/v1/search': { get: { parameters: { query?: {
    q?: string; verbatim?: boolean; lang?: string[]; genre?: string[]; grade?: string[];
    price_min?: number; price_max?: number; year_min?: number; year_max?: number;
    place?: string[]; exchange?: boolean; sale?: boolean;
    sort?: 'relevance' | 'newest' | 'price_asc' | 'price_desc' | 'year_desc' | 'title';
    cursor?: string; limit?: number;
  } }; responses: { 200: Json<components['schemas']['SearchPage']>; default: ProblemJson } } };
  '/api/v1/suggest': { get: { parameters: { query: { q: string } }; responses: { 200: Json<components['schemas']['Suggestions']>; default: ProblemJson } } };
  '/api/v1/works/{id}': { get: { parameters: { path: { id: string } }; responses: { 200: Json<components['schemas']['Work']>; default: ProblemJson } } };
  '/api/v1/editions/{isbn}': { get: { parameters: { path: { isbn: string } }; responses: { 200: Json<components['schemas']['EditionPage']>; default: ProblemJson } } };
  '/api/v1/copies/{id}': { get: { parameters: { path: { id: string } }; responses: { 200: Json<components['schemas']['CopyPage']>; default: ProblemJson } } };
  '/api/v1/authors/{id}': { get: { parameters: { path: { id: string }; query?: { cursor?: string; limit?: number } }; responses: { 200: Json<components['schemas']['AuthorPage']>; default: ProblemJson } } };
  '/api/v1/sellers/{id}/copies': { get: { parameters: { path: { id: string }; query?: { cursor?: string; limit?: number } }; responses: { 200: Json<components['schemas']['SellerPage']>; default: ProblemJson } } };
}

interface Json<T> { content: { 'application/json': T } }
interface ProblemJson { content: { 'application/problem+json': components['schemas']['Problem'] } }

export interface components {
  schemas: {
    Money: { amount: number; currency: string };
    Problem: { type: string; title: string; status: number; code: string; detail?: string; trace_id?: string; errors?: { pointer: string; code: string; detail: string }[] };
    AuthorRef: { id: string; name: string };
    Place: { code: string; name: string; region: string };
    FacetValue: { value: string; label?: string; count: number };
    WorkCard: {
      id: string; title: string; authors: components['schemas']['AuthorRef'][]; volume?: string; year?: number; language?: string; genre: string; cover: string;
      offers: { copies: number; price_min?: components['schemas']['Money']; best_grade?: string; exchange: boolean; places: string[] };
    };
    SearchPage: {
      query: { text: string; rewrite: 'none' | 'keyboard_layout' | 'transliteration' | 'spelling' | 'translation'; understood?: string };
      total: number; items: components['schemas']['WorkCard'][]; next_cursor?: string;
      facets: Record<'language' | 'genre' | 'decade' | 'grade' | 'price' | 'place' | 'exchange' | 'sale', components['schemas']['FacetValue'][]>;
    };
    Suggestions: { items: { kind: 'work' | 'author'; text: string; author?: string; work_id?: string }[] };
    Edition: { id: string; isbn13?: string; isbn?: string; title: string; authors: string[]; year?: number; language?: string; place?: string; publisher?: string; translator?: string };
    Copy: {
      id: string; work_id: string; edition_id: string; grade: string; notes?: string; price?: components['schemas']['Money']; exchange: boolean;
      status: 'available' | 'reserved' | 'sold' | 'withdrawn'; place: components['schemas']['Place']; seller: { id: string; name: string }; listed_at: string;
    };
    ShelfItem: components['schemas']['Copy'] & { work: components['schemas']['WorkCard'] };
    Work: {
      id: string; title: string; authors: components['schemas']['AuthorRef'][]; volume?: string; genre: string; genre_note?: string; languages: string[]; year?: number; cover: string;
      editions: components['schemas']['Edition'][]; copies: components['schemas']['Copy'][]; copies_total: number;
    };
    EditionPage: components['schemas']['Edition'] & { work: components['schemas']['WorkCard']; copies: components['schemas']['Copy'][] };
    CopyPage: components['schemas']['Copy'] & { work: components['schemas']['WorkCard']; edition: components['schemas']['Edition']; more_from_seller: components['schemas']['ShelfItem'][] };
    AuthorPage: { id: string; name: string; works_total: number; items: components['schemas']['WorkCard'][]; next_cursor?: string };
    SellerPage: {
      seller: { id: string; name: string; place: components['schemas']['Place']; about?: string; since: string; demo: boolean };
      copies_total: number; items: components['schemas']['ShelfItem'][]; next_cursor?: string;
    };
  };
}
