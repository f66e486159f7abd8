#include "platform/crypto/crypto.hpp"

#include <sodium.h>

#include <cstdlib>

namespace bookmarket::crypto {
namespace {

/// Without it libsodium may not be used; it fails only where the system gives no randomness.
const bool started = [] {
  if (sodium_init() < 0) std::abort();
  return true;
}();

const unsigned char* bytes_of(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }
unsigned char* bytes_of(std::string& s) { return reinterpret_cast<unsigned char*>(s.data()); }

constexpr int base64_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

std::string encoded(std::string_view bytes, int variant) {
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes_of(bytes), bytes.size(), variant);
  out.pop_back();  // the terminating zero
  return out;
}

}  // namespace

std::string random_bytes(std::size_t n) {
  std::string out(n, '\0');
  randombytes_buf(out.data(), n);
  return out;
}

std::string random_token() { return to_base64url(random_bytes(32)); }

std::string to_base64url(std::string_view bytes) { return encoded(bytes, base64_variant); }

std::string to_base64(std::string_view bytes) { return encoded(bytes, sodium_base64_VARIANT_ORIGINAL); }

std::optional<std::string> from_base64url(std::string_view text) {
  std::string out(text.size() / 4 * 3 + 2, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  if (sodium_base642bin(bytes_of(out), out.size(), text.data(), text.size(), nullptr, &length, &end, base64_variant) !=
          0 ||
      end != text.data() + text.size())
    return std::nullopt;
  out.resize(length);
  // libsodium 1.0.18 takes some bytes above 127 for letters of the alphabet.
  if (to_base64url(out) != text) return std::nullopt;
  return out;
}

std::string to_hex(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes_of(bytes), bytes.size());
  out.pop_back();
  return out;
}

std::string sha256(std::string_view bytes) {
  std::string out(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(bytes_of(out), bytes_of(bytes), bytes.size());
  return out;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(bytes), bytes.size());
  std::string out(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, bytes_of(out));
  return out;
}

bool equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

SigningKey SigningKey::generate() { return *from_seed(random_bytes(seed_bytes)); }

std::optional<SigningKey> SigningKey::from_seed(std::string_view seed) {
  static_assert(seed_bytes == crypto_sign_SEEDBYTES);
  if (seed.size() != seed_bytes) return std::nullopt;
  SigningKey key;
  static_assert(sizeof key.secret_ == crypto_sign_SECRETKEYBYTES);
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> unused{};
  crypto_sign_seed_keypair(unused.data(), key.secret_.data(), bytes_of(seed));
  return key;
}

std::string SigningKey::seed() const { return {reinterpret_cast<const char*>(secret_.data()), seed_bytes}; }

std::string SigningKey::public_key() const {
  return {reinterpret_cast<const char*>(secret_.data()) + crypto_sign_SEEDBYTES, crypto_sign_PUBLICKEYBYTES};
}

std::string SigningKey::sign(std::string_view bytes) const {
  std::string out(crypto_sign_BYTES, '\0');
  crypto_sign_detached(bytes_of(out), nullptr, bytes_of(bytes), bytes.size(), secret_.data());
  return out;
}

bool is_signed(std::string_view bytes, std::string_view signature, std::string_view public_key) {
  return signature.size() == crypto_sign_BYTES && public_key.size() == crypto_sign_PUBLICKEYBYTES &&
         crypto_sign_verify_detached(bytes_of(signature), bytes_of(bytes), bytes.size(), bytes_of(public_key)) == 0;
}

std::string seal(std::string_view text, std::string_view key) {
  if (key.size() != crypto_secretbox_KEYBYTES) std::abort();
  std::string out = random_bytes(crypto_secretbox_NONCEBYTES);
  out.resize(crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + text.size());
  crypto_secretbox_easy(bytes_of(out) + crypto_secretbox_NONCEBYTES, bytes_of(text), text.size(), bytes_of(out),
                        bytes_of(key));
  return out;
}

std::optional<std::string> unseal(std::string_view sealed, std::string_view key) {
  constexpr std::size_t overhead = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  if (key.size() != crypto_secretbox_KEYBYTES || sealed.size() < overhead) return std::nullopt;
  std::string out(sealed.size() - overhead, '\0');
  if (crypto_secretbox_open_easy(bytes_of(out), bytes_of(sealed) + crypto_secretbox_NONCEBYTES,
                                 sealed.size() - crypto_secretbox_NONCEBYTES, bytes_of(sealed), bytes_of(key)) != 0)
    return std::nullopt;
  return out;
}

Result<std::string> hash_password(std::string_view password, PasswordCost cost) {
  std::string out(crypto_pwhash_STRBYTES, '\0');
  if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), cost.passes, cost.memory_kib * 1024,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    return unavailable("no_memory", "a password's hash needs more memory than there is");
  out.resize(out.find('\0'));
  return out;
}

bool is_password(std::string_view password, const std::string& hash) {
  return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(const std::string& hash, PasswordCost cost) {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_kib * 1024) != 0;
}

}  // namespace bookmarket::crypto
