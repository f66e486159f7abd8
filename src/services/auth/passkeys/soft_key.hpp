// Keys and answers as an authenticator makes them, for tests: written apart from the code that reads them.
#pragma once

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/rsa.h>

#include <array>
#include <memory>
#include <stdexcept>
#include <string>

namespace bookmarket::auth::soft {

using Key = std::shared_ptr<EVP_PKEY>;

inline std::string head(unsigned major, std::size_t n) {
  const auto byte = [&](std::size_t info) { return std::string(1, static_cast<char>(major << 5U | info)); };
  if (n < 24) return byte(n);
  if (n < 256) return byte(24) + static_cast<char>(n);
  return byte(25) + static_cast<char>(n >> 8U) + static_cast<char>(n & 255U);
}
inline std::string bytes(std::string_view s) { return head(2, s.size()) + std::string(s); }
inline std::string text(std::string_view s) { return head(3, s.size()) + std::string(s); }
inline std::string number(int n) {
  return n >= 0 ? head(0, static_cast<std::size_t>(n)) : head(1, static_cast<std::size_t>(-1 - n));
}

enum class Kind : std::uint8_t { es256, ed25519, rs256 };
inline constexpr std::array kinds{Kind::es256, Kind::ed25519, Kind::rs256};

inline Key make_key(Kind kind, unsigned rsa_bits = 2048) {
  EVP_PKEY* key = kind == Kind::es256   ? EVP_EC_gen("P-256")
                  : kind == Kind::rs256 ? EVP_RSA_gen(rsa_bits)
                                        : EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519");
  if (key == nullptr) throw std::runtime_error("no key");
  return {key, EVP_PKEY_free};
}

inline std::string number_of(EVP_PKEY* key, const char* name, int size) {
  BIGNUM* n = nullptr;
  if (EVP_PKEY_get_bn_param(key, name, &n) != 1) throw std::runtime_error("no number");
  std::string out(static_cast<std::size_t>(size == 0 ? BN_num_bytes(n) : size), '\0');
  BN_bn2binpad(n, reinterpret_cast<unsigned char*>(out.data()), static_cast<int>(out.size()));
  BN_free(n);
  return out;
}

inline std::string ec2(std::string_view x, std::string_view y, int curve = 1, int algorithm = -7) {
  return head(5, 5) + number(1) + number(2) + number(3) + number(algorithm) + number(-1) + number(curve) + number(-2) +
         bytes(x) + number(-3) + bytes(y);
}
inline std::string okp(std::string_view x, int curve = 6) {
  return head(5, 4) + number(1) + number(1) + number(3) + number(-8) + number(-1) + number(curve) + number(-2) +
         bytes(x);
}
inline std::string rsa(std::string_view n, std::string_view e) {
  return head(5, 4) + number(1) + number(3) + number(3) + number(-257) + number(-1) + bytes(n) + number(-2) + bytes(e);
}

inline std::string cose(Kind kind, const Key& key) {
  if (kind == Kind::es256)
    return ec2(number_of(key.get(), OSSL_PKEY_PARAM_EC_PUB_X, 32), number_of(key.get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32));
  if (kind == Kind::rs256)
    return rsa(number_of(key.get(), OSSL_PKEY_PARAM_RSA_N, 0), number_of(key.get(), OSSL_PKEY_PARAM_RSA_E, 0));
  std::string x(32, '\0');
  std::size_t n = x.size();
  if (EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(x.data()), &n) != 1)
    throw std::runtime_error("no public key");
  return okp(x);
}

inline std::string sign(Kind kind, const Key& key, std::string_view message) {
  const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  const auto* in = reinterpret_cast<const unsigned char*>(message.data());
  std::size_t n = 0;
  if (EVP_DigestSignInit(context.get(), nullptr, kind == Kind::ed25519 ? nullptr : EVP_sha256(), nullptr, key.get()) !=
          1 ||
      EVP_DigestSign(context.get(), nullptr, &n, in, message.size()) != 1)
    throw std::runtime_error("no signature");
  std::string out(n, '\0');
  EVP_DigestSign(context.get(), reinterpret_cast<unsigned char*>(out.data()), &n, in, message.size());
  out.resize(n);
  return out;
}

}  // namespace bookmarket::auth::soft
