#include "services/auth/tokens/access_token.hpp"

#include <algorithm>

#include "platform/shape/json.hpp"
#include "platform/shape/json_read.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::string_view algorithm = "EdDSA", type = "at+jwt", audience = "bookmarket";

struct JoseHeader {
  std::string alg, kid, typ;
};
struct Payload {
  std::string iss, aud;
  AccountId sub;
  SessionId sid;
  std::int64_t iat = 0, exp = 0, auth_time = 0;
  std::vector<std::string> roles = {};
};

std::int64_t seconds(Timestamp t) {
  return std::chrono::duration_cast<std::chrono::seconds>(t.time_since_epoch()).count();
}
Timestamp timestamp(std::int64_t seconds) { return Timestamp(std::chrono::seconds(seconds)); }

std::unexpected<Error> invalid(std::string cause) {
  return fail(ErrorKind::unauthenticated, "token_invalid", "Sign in again.", std::move(cause));
}

}  // namespace
}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Describe<bookmarket::auth::JoseHeader> {
  using T = auth::JoseHeader;
  static constexpr std::string_view name = "JoseHeader", doc = "";
  static constexpr auto fields =
      std::tuple{field("alg", &T::alg, {}), field("kid", &T::kid, {}), field("typ", &T::typ, {})};
};
template <>
struct bookmarket::shape::Describe<bookmarket::auth::Payload> {
  using T = auth::Payload;
  static constexpr std::string_view name = "AccessTokenPayload", doc = "";
  // Seconds beyond the year 9999 are nobody's.
  static constexpr Info time{.min = 0, .max = 253'402'300'799};
  static constexpr auto fields = std::tuple{field("iss", &T::iss, {}),
                                            field("aud", &T::aud, {}),
                                            field("sub", &T::sub, {}),
                                            field("sid", &T::sid, {}),
                                            field("iat", &T::iat, time),
                                            field("exp", &T::exp, time),
                                            field("auth_time", &T::auth_time, time),
                                            field("roles", &T::roles, {.max_length = 16})};
};

namespace bookmarket::auth {

void AccessTokens::set_keys(std::vector<TokenKey> keys) {
  std::ranges::sort(keys, {}, [](const TokenKey& k) { return std::pair(k.signs_from, k.id); });
  keys_.store(std::make_shared<const std::vector<TokenKey>>(std::move(keys)));
}

std::string AccessTokens::issue(const AccessClaims& claims, Timestamp now) const {
  Payload payload{.iss = issuer_,
                  .aud = std::string(audience),
                  .sub = claims.account,
                  .sid = claims.session,
                  .iat = seconds(now),
                  .exp = seconds(claims.expires_at),
                  .auth_time = seconds(claims.signed_in_at)};
  if (claims.moderator) payload.roles.emplace_back("moderator");
  if (claims.admin) payload.roles.emplace_back("admin");
  const auto keys = keys_.load();
  const auto* key = &keys->front();
  for (const auto& k : *keys)
    if (k.signs_from <= now) key = &k;
  const JoseHeader header{std::string(algorithm), key->id, std::string(type)};
  const auto text = crypto::to_base64url(shape::to_json(header)) + "." + crypto::to_base64url(shape::to_json(payload));
  return text + "." + crypto::to_base64url(key->key.sign(text));
}

Result<AccessClaims> AccessTokens::read(std::string_view token, Timestamp now) const {
  const auto first = token.find('.'), last = token.rfind('.');
  if (first == std::string_view::npos || first == last || token.find('.', first + 1) != last)
    return invalid("not three parts");
  const auto head = crypto::from_base64url(token.substr(0, first));
  const auto body = crypto::from_base64url(token.substr(first + 1, last - first - 1));
  const auto signature = crypto::from_base64url(token.substr(last + 1));
  if (!head || !body || !signature) return invalid("not base64url");
  const auto header = shape::from_json<JoseHeader>(*head);
  if (!header || header->alg != algorithm || header->typ != type) return invalid("another header");
  const auto keys = keys_.load();
  const auto key = std::ranges::find(*keys, header->kid, &TokenKey::id);
  if (key == keys->end()) return invalid("an unknown key");
  if (!crypto::is_signed(token.substr(0, last), *signature, key->key.public_key())) return invalid("not signed by us");
  const auto payload = shape::from_json<Payload>(*body);
  if (!payload || payload->iss != issuer_ || payload->aud != audience) return invalid("another payload");
  if (timestamp(payload->exp) <= now)
    return fail(ErrorKind::unauthenticated, "token_expired", "Refresh the access token.");
  const auto has = [&](std::string_view role) {
    return std::ranges::find(payload->roles, role) != payload->roles.end();
  };
  return AccessClaims{.account = payload->sub,
                      .session = payload->sid,
                      .signed_in_at = timestamp(payload->auth_time),
                      .expires_at = timestamp(payload->exp),
                      .moderator = has("moderator"),
                      .admin = has("admin")};
}

std::vector<VerificationKey> AccessTokens::verification_keys() const {
  std::vector<VerificationKey> out;
  const auto keys = keys_.load();
  for (const auto& k : *keys) out.push_back({k.id, k.key.public_key()});
  return out;
}

}  // namespace bookmarket::auth
