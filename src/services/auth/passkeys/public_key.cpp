#include "services/auth/passkeys/public_key.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "services/auth/passkeys/cbor.hpp"

namespace bookmarket::auth {
namespace {

template <auto free>
struct Freed {
  void operator()(auto* p) const { free(p); }
};
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using Builder = std::unique_ptr<OSSL_PARAM_BLD, Freed<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freed<OSSL_PARAM_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Freed<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freed<EVP_MD_CTX_free>>;
using Key = std::shared_ptr<EVP_PKEY>;

/// Labels of COSE_Key; the negative ones mean something else for each type.
enum : std::int64_t { label_type = 1, label_algorithm = 3, label_1 = -1, label_2 = -2, label_3 = -3 };

const unsigned char* bytes_of(std::string_view s) { return reinterpret_cast<const unsigned char*>(s.data()); }

std::unexpected<Error> malformed_key() {
  ERR_clear_error();
  return fail(ErrorKind::invalid, "malformed_key", "The passkey's public key is damaged.");
}
std::unexpected<Error> unsupported() {
  return fail(ErrorKind::invalid, "unsupported_key", "Passkeys of this kind are not supported.");
}

Key owned(EVP_PKEY* key) { return {key, EVP_PKEY_free}; }

Key made(const char* type, OSSL_PARAM_BLD* builder) {
  const Params params(OSSL_PARAM_BLD_to_param(builder));
  const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (params == nullptr || context == nullptr || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params.get()) != 1)
    return nullptr;
  return owned(key);
}

std::string_view bytes_under(const cbor::Item& key, std::int64_t label) {
  const auto* found = key.find(label);
  return found != nullptr && found->is(cbor::Kind::bytes) ? found->string : std::string_view();
}
bool has_number(const cbor::Item& key, std::int64_t label, std::int64_t number) {
  const auto* found = key.find(label);
  return found != nullptr && found->is(cbor::Kind::integer) && found->number == number;
}
bool has_members(const cbor::Item& key, std::size_t n) { return key.items.size() == 2 * n; }

/// EC2: -1 the curve (1 is P-256), -2 and -3 the point.
Key p256(const cbor::Item& key) {
  const auto x = bytes_under(key, label_2), y = bytes_under(key, label_3);
  if (!has_members(key, 5) || !has_number(key, label_type, 2) || !has_number(key, label_1, 1) || x.size() != 32 ||
      y.size() != 32)
    return nullptr;
  const auto point = "\x04" + std::string(x) + std::string(y);
  const Builder builder(OSSL_PARAM_BLD_new());
  if (builder == nullptr ||
      OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME, "prime256v1", 0) != 1 ||
      OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()) != 1)
    return nullptr;
  return made("EC", builder.get());
}

/// OKP: -1 the curve (6 is Ed25519), -2 the point.
Key ed25519(const cbor::Item& key) {
  const auto x = bytes_under(key, label_2);
  if (!has_members(key, 4) || !has_number(key, label_type, 1) || !has_number(key, label_1, 6) || x.size() != 32)
    return nullptr;
  return owned(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes_of(x), x.size()));
}

/// RSA: -1 the modulus, -2 the exponent.
Key rsa(const cbor::Item& key) {
  const auto modulus = bytes_under(key, label_1), exponent = bytes_under(key, label_2);
  if (!has_members(key, 4) || !has_number(key, label_type, 3) || modulus.size() < 256 || modulus.size() > 512 ||
      exponent.empty() || exponent.size() > 4)
    return nullptr;
  const Number n(BN_bin2bn(bytes_of(modulus), static_cast<int>(modulus.size()), nullptr));
  const Number e(BN_bin2bn(bytes_of(exponent), static_cast<int>(exponent.size()), nullptr));
  const Builder builder(OSSL_PARAM_BLD_new());
  if (n == nullptr || e == nullptr || builder == nullptr || BN_num_bits(n.get()) < 2048 || BN_is_odd(n.get()) == 0 ||
      BN_is_odd(e.get()) == 0 || BN_is_one(e.get()) == 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
    return nullptr;
  return made("RSA", builder.get());
}

}  // namespace

Result<PublicKey> PublicKey::parse(std::string_view cose) {
  const auto item = cbor::read(cose);
  if (!item || !item->is(cbor::Kind::map)) return malformed_key();
  const auto* algorithm = item->find(label_algorithm);
  if (algorithm == nullptr || !algorithm->is(cbor::Kind::integer)) return malformed_key();
  Key key;
  if (algorithm->number == -7)
    key = p256(*item);
  else if (algorithm->number == -8)
    key = ed25519(*item);
  else if (algorithm->number == -257)
    key = rsa(*item);
  else
    return unsupported();
  if (key == nullptr) return malformed_key();
  return PublicKey(std::move(key), algorithm->number == -8);
}

bool PublicKey::verifies(std::string_view bytes, std::string_view signature) const {
  const DigestContext context(EVP_MD_CTX_new());
  const bool fits =
      context != nullptr &&
      EVP_DigestVerifyInit(context.get(), nullptr, hashes_itself_ ? nullptr : EVP_sha256(), nullptr, key_.get()) == 1 &&
      EVP_DigestVerify(context.get(), bytes_of(signature), signature.size(), bytes_of(bytes), bytes.size()) == 1;
  ERR_clear_error();  // the thread's list of errors must not grow
  return fits;
}

}  // namespace bookmarket::auth
