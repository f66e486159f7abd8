#include "services/auth/usecases/sessions.hpp"

#include <algorithm>

#include "services/auth/usecases/erasure.hpp"

namespace bookmarket::auth {
namespace {

std::string refresh_token(SessionId session, std::string_view secret_part) {
  const auto& id = session.uuid.bytes;
  return crypto::to_base64url(std::string(reinterpret_cast<const char*>(id.data()), id.size()) +
                              std::string(secret_part));
}
/// What only this market can make of a token: whoever lost the answer that turned it gets the same one again.
std::string successor_of(const Auth& auth, const RefreshToken& token) {
  return refresh_token(token.session, crypto::hmac_sha256(auth.options.secret, "refresh:" + token.text));
}

std::string digest(std::string_view token) { return crypto::to_base64url(crypto::sha256(token)); }

/// Two tabs refresh at once, or an answer was lost: for so long the token before is no theft.
constexpr std::chrono::seconds grace{10};

}  // namespace

SignedIn signed_in(const Auth& auth, const StoredAccount& account, const StoredSession& session) {
  const auto now = auth.clock.now();
  const auto until =
      std::chrono::floor<std::chrono::seconds>(std::min(now + auth.options.access_token_for, session.expires_at));
  return {.access_token = auth.tokens.issue({.account = account.id,
                                             .session = session.id,
                                             .signed_in_at = session.signed_in_at,
                                             .expires_at = until,
                                             .moderator = account.moderator,
                                             .admin = account.admin},
                                            now),
          .expires_at = until,
          .csrf_token = csrf_token(auth, session.id),
          .account = view_of(account)};
}

std::optional<RefreshToken> read_refresh_token(std::string_view text) {
  const auto bytes = crypto::from_base64url(text);
  if (!bytes || bytes->size() != 48) return std::nullopt;
  RefreshToken out{{}, std::string(text)};
  std::copy_n(bytes->begin(), out.session.uuid.bytes.size(), out.session.uuid.bytes.begin());
  return out;
}

std::string csrf_token(const Auth& auth, SessionId session) {
  return crypto::to_base64url(crypto::hmac_sha256(auth.options.secret, "csrf:" + session.to_string()));
}

std::unexpected<Error> session_over() {
  return fail(ErrorKind::unauthenticated, "session_ended", "This session has ended. Sign in again.");
}

store::NewEvent session_ended_event(const StoredSession& session) {
  Object body;
  body.set("session_id", session.id.to_string());
  body.set("account_id", session.account_id.to_string());
  return {session_ended, std::move(body)};
}

Task<Opened> open_session(Auth& auth, StoredAccount account, Client client) {
  if (account.erase_at) {
    auto stays = co_await call_off_erasure(auth, account.id, client);
    if (!stays) co_return fail(std::move(stays).error());
  }
  const auto now = auth.clock.now();
  const auto id = SessionId::v7(now);
  auto refresh = refresh_token(id, crypto::random_bytes(32));
  const StoredSession session{.id = id,
                              .account_id = account.id,
                              .refresh_digest = digest(refresh),
                              .created_at = now,
                              .refreshed_at = now,
                              .signed_in_at = now,
                              .expires_at = now + auth.options.session_for,
                              .user_agent = client.user_agent.substr(0, 400),
                              .address = std::move(client.address)};
  auto kept = co_await auth.store.insert("sessions", id.to_string(), {shape::to_object(session)});
  if (!kept) co_return fail(std::move(kept).error());
  co_return Opened{signed_in(auth, account, session), std::move(refresh)};
}

Task<Opened> refresh_session(Auth& auth, std::string refresh_token, Refresh input, Client client) {
  const auto presented = read_refresh_token(refresh_token);
  if (!presented) co_return session_over();
  if (!crypto::equal(input.csrf_token, csrf_token(auth, presented->session)))
    co_return wrong_field("/body/csrf_token", "csrf_token_wrong", "Send the token that came with the session.");
  const auto now = auth.clock.now();
  auto next = successor_of(auth, *presented);
  // Decided where it is written: of two that come at once, one turns the token.
  enum class Outcome : std::uint8_t { turned, kept, replayed, over } outcome = Outcome::over;
  auto updated = co_await auth.store.update(
      "sessions", presented->session.to_string(), [&](const store::Document& d) -> Result<store::Change> {
        auto session = shape::from_object<StoredSession>(d.body);
        if (!session) return fail(session.error());
        const auto shown = digest(presented->text);
        std::vector<store::NewEvent> events;
        if (session->ended || session->expires_at <= now || session->refreshed_at + auth.options.session_idle <= now) {
          outcome = Outcome::over;
        } else if (crypto::equal(shown, session->refresh_digest)) {
          outcome = Outcome::turned;
          session->previous_digest = std::exchange(session->refresh_digest, digest(next));
          session->refreshed_at = now;
          session->address = client.address;
        } else if (session->previous_digest && crypto::equal(shown, *session->previous_digest) &&
                   now < session->refreshed_at + grace) {
          outcome = Outcome::kept;
        } else {  // somebody has a copy; nobody knows who is the owner
          outcome = Outcome::replayed;
          session->ended = SessionEnd::replayed;
          events.push_back(session_ended_event(*session));
        }
        return store::Change{shape::to_object(*session), std::move(events)};
      });
  if (!updated && updated.error().kind == ErrorKind::not_found) co_return session_over();
  if (!updated) co_return fail(std::move(updated).error());
  auto session = shape::from_object<StoredSession>(updated->body);
  if (!session) co_return fail(std::move(session).error());
  if (outcome == Outcome::replayed) {
    auth.known.forget(session->id);
    (void)co_await note(auth, session->account_id, "refresh_token_replayed", std::move(client));
  }
  if (outcome == Outcome::replayed || outcome == Outcome::over) co_return session_over();
  auto account = co_await account_by_id(auth, session->account_id);
  if (!account) co_return fail(std::move(account).error());
  if (!is_open(*account)) co_return session_over();
  co_return Opened{signed_in(auth, *account, *session), std::move(next)};
}

Task<void> end_session(Auth& auth, AccountId account, SessionId id, SessionEnd why) {
  auto ended = co_await auth.store.update(
      "sessions", id.to_string(), [account, why](const store::Document& d) -> Result<store::Change> {
        auto session = shape::from_object<StoredSession>(d.body);
        if (!session) return fail(session.error());
        // Somebody else's is not even there.
        if (session->account_id != account) return fail(ErrorKind::not_found, "session_not_found", "");
        if (session->ended) return store::Change{d.body};
        session->ended = why;
        return store::Change{shape::to_object(*session), {session_ended_event(*session)}};
      });
  if (!ended && ended.error().kind == ErrorKind::not_found)
    co_return fail(ErrorKind::not_found, "session_not_found", "You have no such session.");
  if (!ended) co_return fail(std::move(ended).error());
  auth.known.forget(id);
  co_return Result<void>{};
}

Task<void> end_sessions(Auth& auth, AccountId account, std::optional<SessionId> but, SessionEnd why) {
  auto sessions = co_await store::documents_by(auth.store, "sessions", "by_account", account.to_string());
  if (!sessions) co_return fail(std::move(sessions).error());
  for (const auto& d : *sessions) {
    const auto id = SessionId::parse(d.id);
    if (!id || id == but || d.body.find("ended") != nullptr) continue;
    auto ended = co_await end_session(auth, account, *id, why);
    if (!ended) co_return fail(std::move(ended).error());
  }
  co_return Result<void>{};
}

Task<SessionsView> list_sessions(Auth& auth, AccountId account, SessionId current) {
  auto sessions = co_await store::find_by<StoredSession>(auth.store, "sessions", "by_account", account.to_string(), {});
  if (!sessions) co_return fail(std::move(sessions).error());
  const auto now = auth.clock.now();
  SessionsView out;
  for (const auto& s : *sessions)
    if (!s.ended && s.expires_at > now && s.refreshed_at + auth.options.session_idle > now)
      out.items.push_back({s.id, s.id == current, s.created_at, s.refreshed_at, s.user_agent, s.address});
  std::ranges::reverse(out.items);
  co_return out;
}

}  // namespace bookmarket::auth
