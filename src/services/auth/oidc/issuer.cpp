#include "services/auth/oidc/issuer.hpp"

#include <algorithm>

#include "platform/shape/json_read.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::chrono::hours fresh_for{1}, counts_for{24};
constexpr std::chrono::minutes keys_asked_every{1};

/// Of OpenID Provider Metadata (Discovery 1.0 §3), what we use.
struct Discovered {
  std::string issuer, jwks_uri;
  std::optional<std::string> authorization_endpoint = {}, token_endpoint = {};
  std::optional<std::vector<std::string>> token_endpoint_auth_methods_supported = {};
};

std::unexpected<Error> issuer_unavailable(std::string cause) {
  return unavailable("issuer_unavailable", std::move(cause), std::chrono::seconds(5));
}

}  // namespace
}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Describe<bookmarket::auth::Discovered> {
  using T = auth::Discovered;
  static constexpr std::string_view name = "OpenIdProviderMetadata", doc = "";
  static constexpr bool open = true;
  static constexpr auto fields = std::tuple{
      field("issuer", &T::issuer, {}), field("jwks_uri", &T::jwks_uri, {}),
      field("authorization_endpoint", &T::authorization_endpoint, {}), field("token_endpoint", &T::token_endpoint, {}),
      field("token_endpoint_auth_methods_supported", &T::token_endpoint_auth_methods_supported, {.max_length = 100})};
};

namespace bookmarket::auth {
namespace {

Result<IssuerMetadata> read_metadata(const std::string& json, std::string_view issuer) {
  const auto found = shape::from_json<Discovered>(json);
  if (!found)
    return issuer_unavailable("its metadata cannot be read" +
                              (found.error().fields.empty() ? "" : ": " + found.error().fields.front().pointer));
  if (found->issuer != issuer) return issuer_unavailable("its metadata name another issuer");
  IssuerMetadata out{.authorization_endpoint = found->authorization_endpoint.value_or(""),
                     .token_endpoint = found->token_endpoint.value_or(""),
                     .jwks_uri = found->jwks_uri};
  for (const auto* url : {&out.authorization_endpoint, &out.token_endpoint, &out.jwks_uri})
    if (!url->empty() && !fetch::is_safe_url(*url)) return issuer_unavailable("its metadata name an unsafe address");
  if (const auto& methods = found->token_endpoint_auth_methods_supported) {
    const auto takes = [&](std::string_view method) { return std::ranges::find(*methods, method) != methods->end(); };
    out.secret_in_body = !takes("client_secret_basic") && takes("client_secret_post");
  }
  return out;
}

}  // namespace

Issuer::Issuer(fetch::Fetch& fetch, const Clock& clock, std::string name)
    : fetch_(fetch), clock_(clock), name_(std::move(name)) {}

Task<std::string> Issuer::get(std::string url) {
  auto answer = co_await fetch_.send({.url = url, .headers = {{"Accept", "application/json"}}});
  if (!answer) co_return issuer_unavailable(answer.error().cause);
  if (answer->status != 200) co_return issuer_unavailable(url + " answered " + std::to_string(answer->status));
  co_return std::move(answer->body);
}

Task<IssuerMetadata> Issuer::metadata() {
  const auto now = clock_.now();
  std::optional<IssuerMetadata> old;
  {
    const std::lock_guard lock(mutex_);
    if (known_.metadata && now < known_.metadata_at + fresh_for) co_return *known_.metadata;
    if (now < known_.metadata_at + counts_for) old = known_.metadata;
  }
  // Discovery 1.0 §4.1: a slash at the end of the issuer is left out before the path.
  const auto base = name_.ends_with('/') ? name_.substr(0, name_.size() - 1) : name_;
  auto text = co_await get(base + "/.well-known/openid-configuration");
  auto read = text ? read_metadata(*text, name_) : Result<IssuerMetadata>(fail(text.error()));
  if (!read && old) co_return std::move(*old);
  if (!read) co_return fail(std::move(read).error());
  const std::lock_guard lock(mutex_);
  known_.metadata = *read;
  known_.metadata_at = now;
  co_return std::move(*read);
}

Task<void> Issuer::fetch_keys() {
  auto where = co_await metadata();
  if (!where) co_return fail(std::move(where).error());
  auto text = co_await get(where->jwks_uri);
  if (!text) co_return fail(std::move(text).error());
  auto keys = read_key_set(*text);
  if (!keys) co_return issuer_unavailable(keys.error().cause);
  const std::lock_guard lock(mutex_);
  known_.keys = std::move(*keys);
  known_.keys_at = clock_.now();
  co_return Result<void>{};
}

std::optional<IssuerKey> Issuer::known_key(const std::string& key_id) {
  const std::lock_guard lock(mutex_);
  if (!known_.keys || clock_.now() >= known_.keys_at + counts_for) return std::nullopt;
  const auto found = std::ranges::find(*known_.keys, key_id, &IssuerKey::id);
  return found == known_.keys->end() ? std::nullopt : std::optional(*found);
}

Issuer::Plan Issuer::plan_for(const std::string& key_id) {
  const bool known = known_key(key_id).has_value();
  const auto now = clock_.now();
  const std::lock_guard lock(mutex_);
  if (known && now < known_.keys_at + fresh_for) return Plan::use;
  const bool asked_lately = known_.asked_for_keys_at && now < *known_.asked_for_keys_at + keys_asked_every;
  if (known_.keys && asked_lately) {
    if (known) return Plan::use;
    // Keys too old to count say nothing of a token.
    return now < known_.keys_at + counts_for ? Plan::unknown : Plan::away;
  }
  known_.asked_for_keys_at = now;
  return Plan::fetch;
}

Task<IssuerKey> Issuer::key(std::string key_id) {
  const auto plan = plan_for(key_id);
  if (plan == Plan::unknown) co_return token_invalid("an unknown key");
  if (plan == Plan::away) co_return issuer_unavailable("it did not answer a moment ago");
  auto fetched = plan == Plan::fetch ? co_await fetch_keys() : Result<void>{};
  if (auto found = known_key(key_id)) co_return std::move(*found);  // an old one, where the issuer does not answer
  if (!fetched) co_return fail(std::move(fetched).error());
  co_return token_invalid("an unknown key");
}

Task<TokenClaims> Issuer::verify(std::string token) {
  const auto split = split_token(token);
  if (!split) co_return fail(split.error());
  auto signed_by = co_await key(split->key_id);
  if (!signed_by) co_return fail(std::move(signed_by).error());
  auto claims = signed_claims(*split, *signed_by);
  if (!claims) co_return fail(std::move(claims).error());
  if (claims->issuer != name_) co_return token_invalid("another issuer");
  if (auto counts = check_times(*claims, clock_.now()); !counts) co_return fail(std::move(counts).error());
  co_return std::move(*claims);
}

}  // namespace bookmarket::auth
