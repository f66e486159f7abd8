// What secrets are made of: random bytes, digests, signatures. libsodium does the work; nothing here is our own design.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/result.hpp"

namespace bookmarket::crypto {

/// From the system's generator.
[[nodiscard]] std::string random_bytes(std::size_t n);
/// 256 random bits as text for a URL: 43 characters.
[[nodiscard]] std::string random_token();

/// RFC 4648 §5, without padding.
[[nodiscard]] std::string to_base64url(std::string_view bytes);
/// nullopt: not exactly what to_base64url writes.
[[nodiscard]] std::optional<std::string> from_base64url(std::string_view text);
/// RFC 4648 §4, with padding.
[[nodiscard]] std::string to_base64(std::string_view bytes);
[[nodiscard]] std::string to_hex(std::string_view bytes);

/// 32 bytes (FIPS 180-4). For secrets that are random themselves; a password needs hash_password().
[[nodiscard]] std::string sha256(std::string_view bytes);
/// 32 bytes (RFC 2104).
[[nodiscard]] std::string hmac_sha256(std::string_view key, std::string_view bytes);
/// In a time that tells nothing about where they differ.
[[nodiscard]] bool equal(std::string_view a, std::string_view b);

/// Ed25519 (RFC 8032).
class SigningKey {
 public:
  static constexpr std::size_t seed_bytes = 32;
  [[nodiscard]] static SigningKey generate();
  /// nullopt: not `seed_bytes` long.
  [[nodiscard]] static std::optional<SigningKey> from_seed(std::string_view seed);
  [[nodiscard]] std::string seed() const;
  [[nodiscard]] std::string public_key() const;                  ///< 32 bytes
  [[nodiscard]] std::string sign(std::string_view bytes) const;  ///< 64 bytes

 private:
  std::array<unsigned char, 64> secret_{};
};
[[nodiscard]] bool is_signed(std::string_view bytes, std::string_view signature, std::string_view public_key);

/// Authenticated encryption (XSalsa20-Poly1305) with a random nonce before the text. `key`: 32 bytes.
[[nodiscard]] std::string seal(std::string_view text, std::string_view key);
/// nullopt: another key, or not as sealed.
[[nodiscard]] std::optional<std::string> unseal(std::string_view sealed, std::string_view key);

/// Cost of a password's hash: OWASP's least for Argon2id, RFC 9106.
struct PasswordCost {
  std::size_t memory_kib = 19'456;
  std::uint64_t passes = 2;
};
/// Argon2id in PHC form («$argon2id$v=19$m=…»). Blocks for tens of milliseconds. Error `unavailable`: no memory.
[[nodiscard]] Result<std::string> hash_password(std::string_view password, PasswordCost cost);
/// Blocks as long as the hash did.
[[nodiscard]] bool is_password(std::string_view password, const std::string& hash);
/// Whether the hash was made with another cost.
[[nodiscard]] bool needs_rehash(const std::string& hash, PasswordCost cost);

}  // namespace bookmarket::crypto
