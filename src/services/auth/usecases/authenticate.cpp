#include <algorithm>

#include "services/auth/usecases/api_tokens.hpp"
#include "services/auth/usecases/sessions.hpp"

namespace bookmarket::auth {
namespace {

/// The token says whose session it is; whether it goes on, and what its owner may, the store does.
Task<AccessClaims> session_claims(Auth& auth, std::string token, Timestamp now) {
  auto claims = auth.tokens.read(token, now);
  if (!claims) co_return fail(std::move(claims).error());
  auto session = co_await store::find<StoredSession>(auth.store, "sessions", claims->session.to_string());
  if (!session) co_return fail(std::move(session).error());
  if (!*session || (*session)->ended) co_return session_over();
  auto account = co_await store::find<StoredAccount>(auth.store, "accounts", claims->account.to_string());
  if (!account) co_return fail(std::move(account).error());
  if (!*account || !is_open(**account)) co_return session_over();
  claims->moderator = (*account)->moderator;
  claims->admin = (*account)->admin;
  co_return std::move(*claims);
}

}  // namespace

Task<AccessClaims> authenticate(Auth& auth, std::string token) {
  const auto now = auth.clock.now();
  if (auto known = auth.known.find(token, now)) co_return std::move(*known);
  const auto generation = auth.known.generation();
  auto claims =
      is_api_token(token) ? co_await api_token_claims(auth, token, now) : co_await session_claims(auth, token, now);
  if (!claims) co_return fail(std::move(claims).error());
  auth.known.put(std::move(token), *claims, generation, now);
  co_return std::move(*claims);
}

Task<std::string> ended_sessions(Auth& auth, std::string cursor) {
  auto page = co_await auth.store.events_after(std::move(cursor), 1000);
  if (!page) co_return fail(std::move(page).error());
  for (const auto& e : page->events) {
    if (e.type == session_ended) {
      if (const auto session = SessionId::parse(text_in(e.body, "session_id"))) auth.known.forget(*session);
    } else if (e.type == account_blocked || e.type == account_closed || e.type == roles_changed ||
               e.type == api_token_removed) {
      if (const auto account = AccountId::parse(text_in(e.body, "account_id"))) auth.known.forget(*account);
    }
  }
  co_return std::move(page->cursor);
}

}  // namespace bookmarket::auth
