#include "services/auth/passkeys/public_key.hpp"

#include "services/auth/passkeys/cbor.hpp"

namespace bookmarket::auth {
namespace {

using Key = std::optional<crypto::PublicKey>;

/// Labels of COSE_Key; the negative ones mean something else for each type.
enum : std::int64_t { label_type = 1, label_algorithm = 3, label_1 = -1, label_2 = -2, label_3 = -3 };

std::unexpected<Error> malformed_key() {
  return fail(ErrorKind::invalid, "malformed_key", "The passkey's public key is damaged.");
}
std::unexpected<Error> unsupported() {
  return fail(ErrorKind::invalid, "unsupported_key", "Passkeys of this kind are not supported.");
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
  if (!has_members(key, 5) || !has_number(key, label_type, 2) || !has_number(key, label_1, 1)) return std::nullopt;
  return crypto::PublicKey::p256(x, y);
}

/// OKP: -1 the curve (6 is Ed25519), -2 the point.
Key ed25519(const cbor::Item& key) {
  const auto x = bytes_under(key, label_2);
  if (!has_members(key, 4) || !has_number(key, label_type, 1) || !has_number(key, label_1, 6)) return std::nullopt;
  return crypto::PublicKey::ed25519(x);
}

/// RSA: -1 the modulus, -2 the exponent.
Key rsa(const cbor::Item& key) {
  const auto modulus = bytes_under(key, label_1), exponent = bytes_under(key, label_2);
  if (!has_members(key, 4) || !has_number(key, label_type, 3)) return std::nullopt;
  return crypto::PublicKey::rsa(modulus, exponent);
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
  if (!key) return malformed_key();
  return PublicKey(std::move(*key));
}

}  // namespace bookmarket::auth
