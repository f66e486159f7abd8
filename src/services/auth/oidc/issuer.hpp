// An issuer of tokens by OpenID Connect Discovery 1.0: where its endpoints are, and the keys that it signs with.
#pragma once

#include <mutex>

#include "platform/fetch/fetch.hpp"
#include "services/auth/oidc/signed_token.hpp"

namespace bookmarket::auth {

struct IssuerMetadata {
  std::string authorization_endpoint, token_endpoint;  ///< empty where it names none
  std::string jwks_uri;
  bool secret_in_body = false;  ///< it takes client_secret_post and not client_secret_basic
};

/// Thread-safe. What was fetched is fresh for an hour; where the issuer does not answer then, it counts for a day.
class Issuer {
 public:
  /// `name`: its exact issuer identifier, a safe URL (fetch.hpp). `fetch` and `clock` outlive it.
  Issuer(fetch::Fetch& fetch, const Clock& clock, std::string name);

  [[nodiscard]] const std::string& name() const { return name_; }
  /// Errors: `unavailable` with code issuer_unavailable.
  Task<IssuerMetadata> metadata();
  /// Signature, iss, exp, nbf and iat; for whom the token is, the caller checks. Errors: `unauthenticated` with code
  /// token_invalid or token_expired; `unavailable` with code issuer_unavailable. A kid that is not known makes it fetch
  /// the keys anew, at most once a minute.
  Task<TokenClaims> verify(std::string token);

 private:
  struct Known {
    std::optional<IssuerMetadata> metadata;
    std::optional<std::vector<IssuerKey>> keys;
    Timestamp metadata_at = {}, keys_at = {};
    std::optional<Timestamp> asked_for_keys_at = {};
  };
  /// Counts as asking.
  enum class Plan : std::uint8_t { use, fetch, unknown, away };
  Plan plan_for(const std::string& key_id);
  std::optional<IssuerKey> known_key(const std::string& key_id);
  Task<IssuerKey> key(std::string key_id);
  Task<void> fetch_keys();
  Task<std::string> get(std::string url);

  fetch::Fetch& fetch_;
  const Clock& clock_;
  const std::string name_;
  std::mutex mutex_;
  Known known_;
};

}  // namespace bookmarket::auth
