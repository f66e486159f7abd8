// Signing in by an identity provider (OpenID Connect), and which identities open an account.
#pragma once

#include "services/auth/usecases/auth.hpp"
#include "services/auth/views_identities.hpp"

namespace bookmarket::auth {

/// What a browser is sent to the provider with. `browser_token` is its cookie: only there the round can be ended.
struct OidcStart {
  OidcBegun answer;
  std::string browser_token;
};
inline constexpr std::chrono::minutes oidc_round_for{10};

[[nodiscard]] IdentityProvidersView list_identity_providers(const Auth& auth);
/// Errors: `not_found` with code no_identity_provider; `rate_limited`; `unavailable` with code issuer_unavailable.
Task<OidcStart> begin_oidc_sign_in(Auth& auth, OidcWanted input, Client client);
/// The same to link an identity to the caller's account. Needs proven_recently().
Task<OidcStart> begin_identity_link(Auth& auth, Who who, OidcWanted input, Client client);

/// How a round ended. One of the three, or `problem`.
struct OidcEnd {
  std::string return_to = "/";                          ///< a local path
  bool links = false;                                   ///< it was begun by begin_identity_link()
  std::optional<Opened> opened = {};                    ///< signed in
  std::optional<std::string> second_factor_token = {};  ///< a code is asked for: pass_oidc_second_factor()
  bool linked = false;
  /// What the person can do something about. Codes: oidc_round_unknown (another browser, too late, or again),
  /// provider_declined, code_refused, token_invalid, token_expired, address_not_verified or account_exists (sign in
  /// another way, then link), identity_taken, too_many_identities, session_ended, or of admit().
  std::optional<Error> problem = {};
};
/// Ends a round, once. Errors: `not_found` with code no_identity_provider; `unavailable`, `internal`.
Task<OidcEnd> end_oidc_round(Auth& auth, OidcReturnQuery query, std::string browser_token, Client client);
/// Errors: `unauthenticated` with code oidc_round_unknown; of pass_second_factor().
Task<Opened> pass_oidc_second_factor(Auth& auth, OidcCode input, std::string token, Client client);

Task<IdentitiesView> list_identities(Auth& auth, AccountId account);
/// Needs proven_recently(). Errors: `not_found` with code identity_not_found; `conflict` with code last_way_in.
Task<void> unlink_identity(Auth& auth, Who who, IdentityId id, Client client);

}  // namespace bookmarket::auth
