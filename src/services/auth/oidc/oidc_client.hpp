// The market as a client of an OpenID Provider: authorization code flow with PKCE (OpenID Connect Core 1.0 §3.1,
// RFC 7636).
#pragma once

#include "services/auth/oidc/issuer.hpp"

namespace bookmarket::auth {

struct OidcClientOptions {
  std::string name;    ///< of the provider, as people know it
  std::string issuer;  ///< see Issuer
  std::string client_id, client_secret;
  std::string scopes = "openid email profile";  ///< openid among them
};

/// What one sign-in is made of. All but the address are random texts that only this market and one browser know.
struct OidcRound {
  std::string redirect_uri, state, nonce, code_verifier;
};

/// Thread-safe. Errors of all calls: `unavailable` with code issuer_unavailable.
class OidcClient {
 public:
  OidcClient(fetch::Fetch& fetch, const Clock& clock, OidcClientOptions options);

  [[nodiscard]] const std::string& name() const { return options_.name; }
  [[nodiscard]] const std::string& issuer() const { return options_.issuer; }
  /// Where to send the browser.
  Task<std::string> authorization_url(OidcRound round);
  /// Who the code stands for: the claims of an ID token that is signed, in force, for us, and of this round. Errors:
  /// `unauthenticated` with code code_refused where the provider does not take the code, else of Issuer::verify().
  Task<TokenClaims> redeem(std::string code, OidcRound round);

 private:
  Task<std::string> id_token(std::string code, OidcRound round);

  fetch::Fetch& fetch_;
  const OidcClientOptions options_;
  Issuer issuer_;
};

/// S256 of RFC 7636 §4.2.
[[nodiscard]] std::string code_challenge(std::string_view verifier);

}  // namespace bookmarket::auth
