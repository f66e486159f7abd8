// Access tokens: JSON Web Tokens (RFC 7519) signed with Ed25519 (RFC 8037), in the profile of RFC 9068. Only what this
// file writes is read again: one algorithm, one type, keys by their id.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "platform/base/clock.hpp"
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

  bool operator==(const AccessClaims&) const = default;
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

  /// The newest key signs, all verify. Not while others use this.
  void set_keys(std::string newest, std::map<std::string, crypto::SigningKey> keys);
  [[nodiscard]] std::string issue(const AccessClaims& claims, Timestamp now) const;
  /// Error `unauthenticated`: code token_invalid or token_expired.
  [[nodiscard]] Result<AccessClaims> read(std::string_view token, Timestamp now) const;
  [[nodiscard]] std::vector<VerificationKey> verification_keys() const;
  [[nodiscard]] const std::string& issuer() const { return issuer_; }

 private:
  std::string issuer_, newest_ = {};
  std::map<std::string, crypto::SigningKey> keys_ = {};
};

}  // namespace bookmarket::auth
