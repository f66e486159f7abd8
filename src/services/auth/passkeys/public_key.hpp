// The public key of a passkey: COSE_Key (RFC 9052 §7, RFC 9053 §7, RFC 8230 §4) in.
#pragma once

#include <array>
#include <string_view>

#include "platform/base/result.hpp"
#include "platform/crypto/public_key.hpp"

namespace bookmarket::auth {

/// COSE's numbers of what we take, the most wanted first: ECDSA on P-256 with SHA-256, Ed25519, RSA PKCS #1 v1.5 with
/// SHA-256 (authenticators in computers' chips).
inline constexpr std::array<int, 3> key_algorithms{-7, -8, -257};

class PublicKey {
 public:
  /// Exactly the members that the key's type needs (WebAuthn §6.5.1.1), the point on its curve, RSA of 2048 to 4096
  /// bits. Errors, `invalid`: code unsupported_key for another algorithm, malformed_key.
  [[nodiscard]] static Result<PublicKey> parse(std::string_view cose);

  /// Whether `signature` is this key's on `bytes`: of ECDSA in DER (WebAuthn §6.5.5).
  [[nodiscard]] bool verifies(std::string_view bytes, std::string_view signature) const {
    return key_.verifies(bytes, signature);
  }

 private:
  explicit PublicKey(crypto::PublicKey key) : key_(std::move(key)) {}

  crypto::PublicKey key_;
};

}  // namespace bookmarket::auth
