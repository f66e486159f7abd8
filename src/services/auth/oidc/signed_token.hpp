// JSON Web Tokens that others sign (RFC 7515, RFC 7519): the compact form, public keys only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.hpp"
#include "platform/base/result.hpp"
#include "platform/crypto/public_key.hpp"

namespace bookmarket::auth {

/// A key of a JSON Web Key Set (RFC 7517), for the one algorithm that its type is for here.
struct IssuerKey {
  std::string id;         ///< kid
  std::string algorithm;  ///< RS256, ES256 or EdDSA
  crypto::PublicKey key;
};
/// Those that can be used: with a kid, not for encryption, not of another algorithm. Error `unavailable` with code
/// keys_unreadable: the text is no key set.
[[nodiscard]] Result<std::vector<IssuerKey>> read_key_set(std::string_view json);

/// A token taken apart; nothing of it is proved yet.
struct SplitToken {
  std::string algorithm, key_id;
  std::string signed_bytes, payload, signature;
};
/// Error `unauthenticated` with code token_invalid: no such token, without kid, with `crit`, or of another algorithm
/// than IssuerKey::algorithm names: neither `none` nor one whose key is a shared secret.
[[nodiscard]] Result<SplitToken> split_token(std::string_view token);

/// What a token says. Members that providers add are empty where it does not have them.
struct TokenClaims {
  std::string issuer, subject;
  std::vector<std::string> audiences = {};
  std::string authorized_party = {}, nonce = {};
  std::string email = {}, name = {};
  bool email_verified = false;
  Timestamp expires_at = {}, issued_at = {};
  std::optional<Timestamp> not_before = {};
};
/// Error `unauthenticated` with code token_invalid: another key or algorithm signed it, or it lacks iss, sub, exp or
/// iat.
[[nodiscard]] Result<TokenClaims> signed_claims(const SplitToken& token, const IssuerKey& key);
/// Whether it counts now, clocks differing by a minute. Error `unauthenticated`: code token_expired or token_invalid.
[[nodiscard]] Result<void> check_times(const TokenClaims& claims, Timestamp now);

/// `unauthenticated` with code token_invalid.
[[nodiscard]] std::unexpected<Error> token_invalid(std::string cause);

}  // namespace bookmarket::auth
