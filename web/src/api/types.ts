// Names for the shapes of the contract. They are read off the paths, so that they hold whatever the generated
// schema calls its components.
import type { paths } from './schema';

type Ok<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

export type SearchPage = Ok<'/api/v1/search'>;
export type SearchParams = NonNullable<paths['/api/v1/search']['get']['parameters']['query']>;
export type Sort = NonNullable<SearchParams['sort']>;
export type WorkCard = SearchPage['items'][number];
export type Facets = SearchPage['facets'];
export type FacetValue = Facets['genre'][number];
export type Suggestion = Ok<'/api/v1/suggest'>['items'][number];
export type Work = Ok<'/api/v1/works/{id}'>;
export type Edition = Work['editions'][number];
export type Copy = Work['copies'][number];
export type Money = NonNullable<Copy['price']>;
export type Place = Copy['place'];
export type CopyPage = Ok<'/api/v1/copies/{id}'>;
export type ShelfItem = CopyPage['more_from_seller'][number];
export type SellerPage = Ok<'/api/v1/sellers/{id}/copies'>;

type Created<P extends keyof paths> = paths[P] extends {
  post: { responses: { 201: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;

type Answered<P extends keyof paths> = paths[P] extends {
  post: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;
type Sent<P extends keyof paths> = paths[P] extends { post: { requestBody: { content: { 'application/json': infer Body } } } } ? Body : never;

export type SignedIn = Created<'/api/v1/sessions'>;
export type Account = SignedIn['account'];
export type SessionCard = Ok<'/api/v1/me/sessions'>['items'][number];
export type AuditEntry = Ok<'/api/v1/me/audit'>['items'][number];
export type Export = Ok<'/api/v1/me/export'>;

export type CreationOptions = Answered<'/api/v1/accounts/passkey/options'>;
export type RequestOptions = Answered<'/api/v1/sessions/passkey/options'>;
export type NewCredential = Sent<'/api/v1/accounts/passkey'>['credential'];
export type UsedCredential = Sent<'/api/v1/sessions/passkey'>['credential'];
export type Proof = Sent<'/api/v1/me/proof'>;
export type Passkey = Ok<'/api/v1/me/passkeys'>['items'][number];
export type TotpBegun = Answered<'/api/v1/me/totp'>;
export type ApiToken = Ok<'/api/v1/me/api-tokens'>['items'][number];
export type Scope = ApiToken['scopes'][number];

export type OwnShelf = Ok<'/api/v1/me/copies'>;
export type OwnCopy = OwnShelf['items'][number];
export type CopyStatus = OwnCopy['status'];
export type Photo = OwnCopy['photos'][number];
export type Draft = Ok<'/api/v1/me/drafts'>['items'][number];
export type OwnPhotos = Ok<'/api/v1/me/copies/{id}/photos'>;
export type OwnPhoto = OwnPhotos['items'][number];
export type PhotoEdit = OwnPhoto['edit'];
export type Profile = Ok<'/api/v1/me/profile'>;
export type Prices = Ok<'/api/v1/works/{id}/prices'>;
export type PlaceSuggestion = Ok<'/api/v1/places'>['items'][number];
export type Wish = Ok<'/api/v1/me/wishes'>['items'][number];
export type Alert = Ok<'/api/v1/me/alerts'>['items'][number];
export type WishBody = paths['/api/v1/me/wishes']['put']['requestBody']['content']['application/json'];
export type GoodreadsImport = Ok<'/api/v1/me/goodreads-import'>;
export type GoodreadsPreview = NonNullable<GoodreadsImport['preview']>;
export type GoodreadsBooks = GoodreadsPreview['wishes'];
export type FoundEdition = Created<'/api/v1/me/editions'>;

export type NewReport = Sent<'/api/v1/reports'>;
export type Violation = NewReport['violation'];
export type Report = Ok<'/api/v1/me/reports'>['items'][number];
export type Decision = Ok<'/api/v1/me/decisions'>['items'][number];
export type CasesParams = NonNullable<paths['/api/v1/moderation/cases']['get']['parameters']['query']>;
export type CaseKind = NonNullable<CasesParams['kind']>;
export type CaseCard = Ok<'/api/v1/moderation/cases'>['items'][number];
export type Case = Ok<'/api/v1/moderation/cases/{id}'>;
export type NewDecision = Sent<'/api/v1/moderation/cases/{id}/decision'>;
export type DecisionAction = NewDecision['action'];
