#include "services/auth/oidc/signed_token.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "platform/crypto/crypto.hpp"
#include "platform/shape/json_read.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::size_t longest_token = 16'384;
constexpr std::array<std::string_view, 3> algorithms{"RS256", "ES256", "EdDSA"};
constexpr std::chrono::minutes clocks_differ_by{1};

using JsonObject = boost::json::object;

/// Empty: there is none, or it is no text.
std::string text_of(const JsonObject& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  return member != nullptr && member->is_string() ? std::string(std::string_view(member->get_string())) : std::string();
}
std::string bytes_of(const JsonObject& object, std::string_view name) {
  return crypto::from_base64url(text_of(object, name)).value_or("");
}
/// A text, or an array of them (RFC 7519 §4.1.3).
std::vector<std::string> texts_of(const JsonObject& object, std::string_view name) {
  std::vector<std::string> out;
  const auto* member = object.if_contains(name);
  if (member != nullptr && member->is_array()) {
    for (const auto& v : member->get_array())
      if (v.is_string()) out.emplace_back(std::string_view(v.get_string()));
  } else if (member != nullptr && member->is_string()) {
    out.push_back(text_of(object, name));
  }
  return out;
}
/// A NumericDate (RFC 7519 §2) before the year 10000.
std::optional<Timestamp> time_of(const JsonObject& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  if (member == nullptr || !member->is_number()) return std::nullopt;
  const auto seconds = member->to_number<double>();
  if (!(seconds >= 0 && seconds < 253'402'300'800.0)) return std::nullopt;
  return Timestamp(std::chrono::seconds(static_cast<std::int64_t>(std::floor(seconds))));
}
/// Some providers write it as a text.
bool is_true(const JsonObject& object, std::string_view name) {
  const auto* member = object.if_contains(name);
  return member != nullptr && ((member->is_bool() && member->get_bool()) || text_of(object, name) == "true");
}

std::optional<IssuerKey> key_of(const JsonObject& object) {
  const auto type = text_of(object, "kty"), curve = text_of(object, "crv");
  std::optional<crypto::PublicKey> key;
  std::string algorithm;
  if (type == "RSA") {
    key = crypto::PublicKey::rsa(bytes_of(object, "n"), bytes_of(object, "e"));
    algorithm = "RS256";
  } else if (type == "EC" && curve == "P-256") {
    key = crypto::PublicKey::p256(bytes_of(object, "x"), bytes_of(object, "y"));
    algorithm = "ES256";
  } else if (type == "OKP" && curve == "Ed25519") {
    key = crypto::PublicKey::ed25519(bytes_of(object, "x"));
    algorithm = "EdDSA";
  }
  auto id = text_of(object, "kid");
  const auto use = text_of(object, "use"), meant_for = text_of(object, "alg");
  if (!key || id.empty() || (!use.empty() && use != "sig") || (!meant_for.empty() && meant_for != algorithm))
    return std::nullopt;
  return IssuerKey{std::move(id), std::move(algorithm), std::move(*key)};
}

}  // namespace

std::unexpected<Error> token_invalid(std::string cause) {
  return fail(ErrorKind::unauthenticated, "token_invalid", "Sign in again.", std::move(cause));
}

Result<std::vector<IssuerKey>> read_key_set(std::string_view json) {
  const auto value = shape::parse_json(json);
  const auto* keys = value && value->is_object() ? value->get_object().if_contains("keys") : nullptr;
  if (keys == nullptr || !keys->is_array()) return unavailable("keys_unreadable", "this is no JSON Web Key Set");
  std::vector<IssuerKey> out;
  for (const auto& k : keys->get_array())
    if (auto key = k.is_object() ? key_of(k.get_object()) : std::nullopt) out.push_back(std::move(*key));
  return out;
}

Result<SplitToken> split_token(std::string_view token) {
  if (token.size() > longest_token) return token_invalid("too long");
  const auto first = token.find('.'), last = token.rfind('.');
  if (first == std::string_view::npos || first == last || token.find('.', first + 1) != last)
    return token_invalid("not three parts");
  const auto head = crypto::from_base64url(token.substr(0, first));
  auto payload = crypto::from_base64url(token.substr(first + 1, last - first - 1));
  auto signature = crypto::from_base64url(token.substr(last + 1));
  if (!head || !payload || !signature) return token_invalid("not base64url");
  const auto header = shape::parse_json(*head);
  if (!header || !header->is_object()) return token_invalid("the header is no object");
  const auto& members = header->get_object();
  SplitToken out{.algorithm = text_of(members, "alg"),
                 .key_id = text_of(members, "kid"),
                 .signed_bytes = std::string(token.substr(0, last)),
                 .payload = std::move(*payload),
                 .signature = std::move(*signature)};
  if (std::ranges::find(algorithms, out.algorithm) == algorithms.end()) return token_invalid("another algorithm");
  if (out.key_id.empty()) return token_invalid("no kid");
  if (members.contains("crit")) return token_invalid("crit");
  return out;
}

Result<TokenClaims> signed_claims(const SplitToken& token, const IssuerKey& key) {
  if (token.key_id != key.id || token.algorithm != key.algorithm) return token_invalid("another key");
  const auto signature =
      key.algorithm == "ES256" ? crypto::der_signature(token.signature) : std::optional(token.signature);
  if (!signature || !key.key.verifies(token.signed_bytes, *signature)) return token_invalid("not signed by this key");
  const auto payload = shape::parse_json(token.payload);
  if (!payload || !payload->is_object()) return token_invalid("the payload is no object");
  const auto& members = payload->get_object();
  const auto expires_at = time_of(members, "exp"), issued_at = time_of(members, "iat");
  TokenClaims out{.issuer = text_of(members, "iss"),
                  .subject = text_of(members, "sub"),
                  .audiences = texts_of(members, "aud"),
                  .authorized_party = text_of(members, "azp"),
                  .nonce = text_of(members, "nonce"),
                  .email = text_of(members, "email"),
                  .name = text_of(members, "name"),
                  .email_verified = is_true(members, "email_verified"),
                  .expires_at = expires_at.value_or(Timestamp{}),
                  .issued_at = issued_at.value_or(Timestamp{}),
                  .not_before = time_of(members, "nbf")};
  if (out.issuer.empty() || out.subject.empty() || !expires_at || !issued_at) return token_invalid("lacks a claim");
  if (members.contains("nbf") && !out.not_before) return token_invalid("nbf is no time");
  return out;
}

Result<void> check_times(const TokenClaims& claims, Timestamp now) {
  if (claims.expires_at + clocks_differ_by <= now)
    return fail(ErrorKind::unauthenticated, "token_expired", "Sign in again.");
  if (claims.issued_at > now + clocks_differ_by) return token_invalid("issued in the future");
  if (claims.not_before && *claims.not_before > now + clocks_differ_by) return token_invalid("not yet");
  return {};
}

}  // namespace bookmarket::auth
