// Access tokens: JSON Web Tokens (RFC 7519) signed with Ed25519 (RFC 8037), in the profile of RFC 9068. Only what this
// file writes is read again: one algorithm, one type, keys by their id.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/clock.hpp"
#include "platform/base/published.hpp"
#include "platform/base/result.hpp"
#include "platform/crypto/crypto.hpp"
#include "services/auth/domain/ids.hpp"

namespace bookmarket::auth {

struct AccessClaims {
  AccountId account;
  SessionId session;
  Timestamp signed_in_at;
  Timestamp expires_at;  ///< seconds exact
  bool moderator = false, admin = false;
  std::optional<std::vector<std::string>> scopes = {};  ///< see http::Caller; never of an access token

  bool operator==(const AccessClaims&) const = default;
};

struct TokenKey {
  std::string id;  ///< kid
  crypto::SigningKey key;
  Timestamp signs_from;
};
/// The public half of a key, as a JSON Web Key Set tells it.
struct VerificationKey {
  std::string id;  ///< kid
  std::string public_key;
};

class AccessTokens {
 public:
  /// `issuer`: the market's public address.
  explicit AccessTokens(std::string issuer) : issuer_(std::move(issuer)) {}

  /// At least one. Of those whose time has come the last one signs; all verify. Callers take turns.
  void set_keys(std::vector<TokenKey> keys);
  [[nodiscard]] std::string issue(const AccessClaims& claims, Timestamp now) const;
  /// Error `unauthenticated`: code token_invalid or token_expired.
  [[nodiscard]] Result<AccessClaims> read(std::string_view token, Timestamp now) const;
  [[nodiscard]] std::vector<VerificationKey> verification_keys() const;
  [[nodiscard]] const std::string& issuer() const { return issuer_; }

 private:
  std::string issuer_;
  Published<std::vector<TokenKey>> keys_;  ///< by signs_from
};

}  // namespace bookmarket::auth
