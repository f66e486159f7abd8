// What the use cases of identities do alike.
#pragma once

#include "platform/shape/json.hpp"
#include "platform/shape/json_read.hpp"
#include "services/auth/oidc/oidc_client.hpp"
#include "services/auth/usecases/identities.hpp"
#include "services/auth/usecases/parts.hpp"

namespace bookmarket::auth {

/// `not_found` with code no_identity_provider.
[[nodiscard]] Result<OidcClient*> identity_provider(const Auth& auth);
Task<std::vector<StoredIdentity>> identities_of(Auth& auth, AccountId account);
/// Keeps one that the account had not before, and tells its owner. `conflict` with code identity_taken or
/// too_many_identities.
Task<void> link_identity(Auth& auth, StoredIdentity identity, Client client);

/// How many things open an account: its password, its passkeys, its identities of the provider that is set up.
Task<std::size_t> ways_in(Auth& auth, AccountId account);

/// One sign-in or link between its beginning and its end, in the cache.
struct KeptRound {
  std::string browser_digest, nonce, code_verifier, return_to;
  std::optional<AccountId> link_to = {};
  std::optional<SessionId> session = {};  ///< that began the link
};
/// Keeps a round under a new state, and gives the provider's address for it.
Task<OidcStart> start_round(Auth& auth, KeptRound round);

struct UsedRound {
  KeptRound kept;
  OidcRound round;
};
/// Takes it out: of two that come at once, one. `unauthenticated` with code oidc_round_unknown.
Task<UsedRound> use_round(Auth& auth, std::string state, std::string browser_token);
[[nodiscard]] std::unexpected<Error> round_unknown();

}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Describe<bookmarket::auth::KeptRound> {
  using T = auth::KeptRound;
  static constexpr std::string_view name = "KeptRound", doc = "";
  static constexpr auto fields = std::tuple{field("browser_digest", &T::browser_digest, {}),
                                            field("nonce", &T::nonce, {}),
                                            field("code_verifier", &T::code_verifier, {}),
                                            field("return_to", &T::return_to, {}),
                                            field("link_to", &T::link_to, {}),
                                            field("session", &T::session, {})};
};
