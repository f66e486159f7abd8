// How others verify our tokens.
#pragma once

#include "platform/shape/shape.hpp"

namespace bookmarket::auth {

/// A public key (RFC 7517) of Ed25519 (RFC 8037).
struct JsonWebKey {
  std::string kty = "OKP", crv = "Ed25519", use = "sig", alg = "EdDSA";
  std::string kid, x;
};
struct KeySet {
  std::vector<JsonWebKey> keys;
};
struct IssuerView {
  std::string issuer, jwks_uri;
};

}  // namespace bookmarket::auth

namespace bookmarket::shape {

template <>
struct Describe<auth::JsonWebKey> {
  using T = auth::JsonWebKey;
  static constexpr std::string_view name = "JsonWebKey", doc = "A public key (RFC 7517, RFC 8037).";
  static constexpr auto fields = std::tuple{field("kty", &T::kty, {.example = "OKP"}),
                                            field("crv", &T::crv, {.example = "Ed25519"}),
                                            field("use", &T::use, {.example = "sig"}),
                                            field("alg", &T::alg, {.example = "EdDSA"}),
                                            field("kid", &T::kid, {.doc = "As in the header of a token."}),
                                            field("x", &T::x, {.doc = "The key, in base64url."})};
};
template <>
struct Describe<auth::KeySet> {
  using T = auth::KeySet;
  static constexpr std::string_view name = "KeySet", doc = "What access tokens are signed with.";
  static constexpr auto fields = std::tuple{field(
      "keys", &T::keys, {.doc = "A key is here a quarter of an hour before it signs, and until its last token ends."})};
};
template <>
struct Describe<auth::IssuerView> {
  using T = auth::IssuerView;
  static constexpr std::string_view name = "Issuer", doc = "Who issues access tokens.";
  static constexpr auto fields =
      std::tuple{field("issuer", &T::issuer, {.doc = "`iss` of every token."}), field("jwks_uri", &T::jwks_uri, {})};
};

}  // namespace bookmarket::shape
