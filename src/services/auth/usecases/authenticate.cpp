#include "services/auth/usecases/sessions.hpp"

namespace bookmarket::auth {

Task<AccessClaims> authenticate(Auth& auth, std::string token) {
  const auto now = auth.clock.now();
  if (auto known = auth.known.find(token, now)) co_return *known;
  const auto generation = auth.known.generation();
  auto claims = auth.tokens.read(token, now);
  if (!claims) co_return fail(std::move(claims).error());
  auto session = co_await store::find<StoredSession>(auth.store, "sessions", claims->session.to_string());
  if (!session) co_return fail(std::move(session).error());
  if (!*session || (*session)->ended) co_return session_over();
  auth.known.put(std::move(token), *claims, generation, now);
  co_return *claims;
}

Task<std::string> ended_sessions(Auth& auth, std::string cursor) {
  auto page = co_await auth.store.events_after(std::move(cursor), 1000);
  if (!page) co_return fail(std::move(page).error());
  for (const auto& e : page->events) {
    if (e.type != session_ended) continue;
    const auto* id = e.body.find("session_id");
    const auto* text = id == nullptr ? nullptr : id->as<std::string>();
    if (const auto session = text == nullptr ? std::nullopt : SessionId::parse(*text)) auth.known.forget(*session);
  }
  co_return std::move(page->cursor);
}

}  // namespace bookmarket::auth
