#include "services/auth/usecases/api_tokens.hpp"

#include <algorithm>

#include "services/auth/usecases/proof.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::string_view prefix = "bm_";
constexpr std::size_t most = 50;  // of one account

std::string digest_of(std::string_view token) { return crypto::to_base64url(crypto::sha256(token)); }
ApiTokenId id_of(std::string_view digest) { return ApiTokenId::v8_of("api_token:" + std::string(digest)); }

ApiTokenCard card_of(const StoredApiToken& t) {
  return {t.id, t.name, t.scopes, t.created_at, t.expires_at, t.used_at};
}

Task<std::vector<StoredApiToken>> tokens_of(Auth& auth, AccountId account) {
  co_return co_await store::find_by<StoredApiToken>(auth.store, "api_tokens", "by_account", account.to_string(), {});
}

Task<void> remove(Auth& auth, StoredApiToken token) {
  Object event;
  event.set("account_id", token.account_id.to_string());
  event.set("api_token_id", token.id.to_string());
  auto removed =
      co_await auth.store.remove("api_tokens", token.id.to_string(), {{api_token_removed, std::move(event)}});
  auth.known.forget(token.account_id);
  co_return removed;
}

/// Room for one more. Those that have expired go.
Task<void> make_room(Auth& auth, AccountId account) {
  auto tokens = co_await tokens_of(auth, account);
  if (!tokens) co_return fail(std::move(tokens).error());
  std::size_t in_force = 0;
  for (auto& t : *tokens) {
    if (t.expires_at > auth.clock.now()) {
      ++in_force;
      continue;
    }
    auto gone = co_await remove(auth, std::move(t));
    if (!gone && gone.error().kind != ErrorKind::not_found) co_return fail(std::move(gone).error());
  }
  if (in_force >= most)
    co_return fail(ErrorKind::conflict, "too_many_api_tokens", "There are 50 already. Remove one that is not needed.");
  co_return Result<void>{};
}

/// What fails here fails no request.
Task<void> note_use(Auth& auth, ApiTokenId id, Timestamp minute) {
  auto noted = co_await auth.store.update("api_tokens", id.to_string(),
                                          [minute](const store::Document& d) -> Result<store::Change> {
                                            auto token = shape::from_object<StoredApiToken>(d.body);
                                            if (!token) return fail(token.error());
                                            token->used_at = minute;
                                            return store::Change{shape::to_object(*token)};
                                          });
  if (!noted) co_return fail(std::move(noted).error());
  co_return Result<void>{};
}

}  // namespace

bool is_api_token(std::string_view token) { return token.starts_with(prefix); }

Task<ApiTokenMade> create_api_token(Auth& auth, Who who, ApiTokenWanted wanted, Client client) {
  if (auto recent = proven_recently(auth, who); !recent) co_return fail(std::move(recent).error());
  const auto account = who.account;
  auto room = co_await make_room(auth, account);
  if (!room) co_return fail(std::move(room).error());
  std::ranges::sort(wanted.scopes);
  wanted.scopes.erase(std::ranges::unique(wanted.scopes).begin(), wanted.scopes.end());
  const auto now = auth.clock.now();
  const auto token = std::string(prefix) + crypto::random_token();
  const auto digest = digest_of(token);
  const StoredApiToken stored{.id = id_of(digest),
                              .account_id = account,
                              .digest = digest,
                              .name = std::move(wanted.name),
                              .scopes = std::move(wanted.scopes),
                              .created_at = now,
                              .expires_at = now + std::chrono::days(wanted.expires_in_days)};
  auto noted = co_await note(auth, account, "create_api_token", std::move(client));
  if (!noted) co_return fail(std::move(noted).error());
  auto told = co_await write_letter(auth, account, "api_token_created");
  if (!told) co_return fail(std::move(told).error());
  auto kept = co_await auth.store.insert("api_tokens", stored.id.to_string(), {shape::to_object(stored)});
  if (!kept) co_return fail(std::move(kept).error());
  co_return ApiTokenMade{token, card_of(stored)};
}

Task<ApiTokensView> list_api_tokens(Auth& auth, AccountId account) {
  auto tokens = co_await tokens_of(auth, account);
  if (!tokens) co_return fail(std::move(tokens).error());
  ApiTokensView out;
  for (const auto& t : *tokens)
    if (t.expires_at > auth.clock.now()) out.items.push_back(card_of(t));
  std::ranges::reverse(out.items);
  co_return out;
}

Task<void> remove_api_token(Auth& auth, AccountId account, ApiTokenId id, Client client) {
  const auto none = [] { return fail(ErrorKind::not_found, "api_token_not_found", "You have no such API token."); };
  auto token = co_await store::find<StoredApiToken>(auth.store, "api_tokens", id.to_string());
  if (!token) co_return fail(std::move(token).error());
  if (!*token || (*token)->account_id != account) co_return none();  // somebody else's is not even there
  auto removed = co_await remove(auth, std::move(**token));
  if (!removed && removed.error().kind == ErrorKind::not_found) co_return none();
  if (!removed) co_return fail(std::move(removed).error());
  co_return co_await note(auth, account, "remove_api_token", std::move(client));
}

Task<AccessClaims> api_token_claims(Auth& auth, std::string token, Timestamp now) {
  const auto invalid = [](std::string cause) {
    return fail(ErrorKind::unauthenticated, "token_invalid", "This API token is not in force.", std::move(cause));
  };
  const auto digest = digest_of(token);
  auto stored = co_await store::find<StoredApiToken>(auth.store, "api_tokens", id_of(digest).to_string());
  if (!stored) co_return fail(std::move(stored).error());
  if (!*stored || !crypto::equal((*stored)->digest, digest)) co_return invalid("no such API token");
  const auto& t = **stored;
  if (t.expires_at <= now) co_return fail(ErrorKind::unauthenticated, "token_expired", "This API token has expired.");
  auto account = co_await store::find<StoredAccount>(auth.store, "accounts", t.account_id.to_string());
  if (!account) co_return fail(std::move(account).error());
  if (!*account || !is_open(**account)) co_return invalid("its account is not active");
  const auto minute = std::chrono::floor<std::chrono::minutes>(now);
  if (!t.used_at || *t.used_at < minute) (void)co_await note_use(auth, t.id, minute);
  AccessClaims claims{.account = t.account_id,
                      .session = {},
                      .signed_in_at = {},
                      .expires_at = std::min<Timestamp>(t.expires_at, now + std::chrono::minutes(1)),
                      .scopes = std::vector<std::string>{}};
  for (const auto scope : t.scopes)
    claims.scopes->emplace_back(shape::Slugs<Scope>::values[static_cast<std::size_t>(scope)]);
  co_return claims;
}

}  // namespace bookmarket::auth
