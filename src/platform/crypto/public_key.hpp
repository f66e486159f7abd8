// Public keys of others, and their signatures: what passkeys and JSON Web Keys have in common. OpenSSL does the work.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct evp_pkey_st;

namespace bookmarket::crypto {

class PublicKey {
 public:
  /// ECDSA on P-256 with SHA-256. Coordinates of 32 bytes; nullopt: no point of the curve.
  [[nodiscard]] static std::optional<PublicKey> p256(std::string_view x, std::string_view y);
  /// Ed25519. nullopt: not 32 bytes.
  [[nodiscard]] static std::optional<PublicKey> ed25519(std::string_view point);
  /// RSA PKCS #1 v1.5 with SHA-256. nullopt: a modulus of other than 2048 to 4096 bits, or an exponent that is even, 1,
  /// or longer than 4 bytes.
  [[nodiscard]] static std::optional<PublicKey> rsa(std::string_view modulus, std::string_view exponent);

  /// Whether `signature` is this key's on `bytes`: of ECDSA in DER (SEC 1 C.5).
  [[nodiscard]] bool verifies(std::string_view bytes, std::string_view signature) const;

 private:
  PublicKey(std::shared_ptr<evp_pkey_st> key, bool hashes_itself)
      : key_(std::move(key)), hashes_itself_(hashes_itself) {}

  std::shared_ptr<evp_pkey_st> key_;
  bool hashes_itself_;  ///< Ed25519 takes the message, not its digest
};

/// DER of an ECDSA signature on P-256 that comes as r and s, 32 bytes each (RFC 7518 §3.4). nullopt: not 64 bytes.
[[nodiscard]] std::optional<std::string> der_signature(std::string_view r_and_s);

}  // namespace bookmarket::crypto
