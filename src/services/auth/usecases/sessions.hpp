// How sessions begin, go on and end.
#pragma once

#include "services/auth/usecases/parts.hpp"

namespace bookmarket::auth {

/// Whether somebody who has proved who they are may come in. Errors: `forbidden` with code email_unverified (another
/// letter is sent) or account_blocked.
Task<void> admit(Auth& auth, StoredAccount account);
[[nodiscard]] std::unexpected<Error> email_unverified();
Task<Opened> open_session(Auth& auth, StoredAccount account, Client client);
/// What its browser is told of a session: an access token among it.
[[nodiscard]] SignedIn signed_in(const Auth& auth, const StoredAccount& account, const StoredSession& session);

/// A refresh token says whose it is: base64url of the session's id and 32 random bytes.
struct RefreshToken {
  SessionId session;
  std::string text;
};
[[nodiscard]] std::optional<RefreshToken> read_refresh_token(std::string_view text);

/// Of the session, so that only who was told it can refresh: a page elsewhere can send the cookie, but not read it.
[[nodiscard]] std::string csrf_token(const Auth& auth, SessionId session);

/// `unauthenticated` with code session_ended.
[[nodiscard]] std::unexpected<Error> session_over();

/// The event that ends a session everywhere.
[[nodiscard]] store::NewEvent session_ended_event(const StoredSession& session);

}  // namespace bookmarket::auth
