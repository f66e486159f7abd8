#include "services/auth/oidc/oidc_client.hpp"

#include <algorithm>

#include "platform/crypto/crypto.hpp"
#include "platform/http/target.hpp"
#include "platform/shape/json_read.hpp"

namespace bookmarket::auth {
namespace {

struct TokenAnswer {
  std::string id_token;
};

/// application/x-www-form-urlencoded; percent-encoding is understood there, too.
std::string form(const std::vector<std::pair<std::string_view, std::string_view>>& fields) {
  std::string out;
  for (const auto& [name, value] : fields)
    out += (out.empty() ? "" : "&") + std::string(name) + "=" + http::percent_encode(value);
  return out;
}

/// For us, and asked for in this round (Core §3.1.3.7).
Result<void> check_audience(const TokenClaims& claims, const std::string& client_id, const std::string& nonce) {
  if (std::ranges::find(claims.audiences, client_id) == claims.audiences.end()) return token_invalid("for others");
  if (claims.audiences.size() > 1 && claims.authorized_party.empty()) return token_invalid("for several, without azp");
  if (!claims.authorized_party.empty() && claims.authorized_party != client_id)
    return token_invalid("asked for by others");
  if (!crypto::equal(claims.nonce, nonce)) return token_invalid("another nonce");
  if (claims.subject.size() > 255) return token_invalid("its subject is too long");
  return {};
}

}  // namespace
}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Describe<bookmarket::auth::TokenAnswer> {
  using T = auth::TokenAnswer;
  static constexpr std::string_view name = "TokenAnswer", doc = "";
  static constexpr bool open = true;
  static constexpr auto fields = std::tuple{field("id_token", &T::id_token, {})};
};

namespace bookmarket::auth {

std::string code_challenge(std::string_view verifier) { return crypto::to_base64url(crypto::sha256(verifier)); }

OidcClient::OidcClient(fetch::Fetch& fetch, const Clock& clock, OidcClientOptions options)
    : fetch_(fetch), options_(std::move(options)), issuer_(fetch, clock, options_.issuer) {}

Task<std::string> OidcClient::authorization_url(OidcRound round) {
  auto where = co_await issuer_.metadata();
  if (!where) co_return fail(std::move(where).error());
  if (where->authorization_endpoint.empty())
    co_return unavailable("issuer_unavailable", "its metadata name no authorization_endpoint");
  const auto challenge = code_challenge(round.code_verifier);
  co_return where->authorization_endpoint + (where->authorization_endpoint.find('?') == std::string::npos ? "?" : "&") +
      form({{"response_type", "code"},
            {"client_id", options_.client_id},
            {"redirect_uri", round.redirect_uri},
            {"scope", options_.scopes},
            {"state", round.state},
            {"nonce", round.nonce},
            {"code_challenge", challenge},
            {"code_challenge_method", "S256"}});
}

Task<std::string> OidcClient::id_token(std::string code, OidcRound round) {
  auto where = co_await issuer_.metadata();
  if (!where) co_return fail(std::move(where).error());
  std::vector<std::pair<std::string_view, std::string_view>> fields{{"grant_type", "authorization_code"},
                                                                    {"code", code},
                                                                    {"redirect_uri", round.redirect_uri},
                                                                    {"code_verifier", round.code_verifier}};
  std::vector<fetch::Header> headers{{"Content-Type", "application/x-www-form-urlencoded"},
                                     {"Accept", "application/json"}};
  const bool has_secret = !options_.client_secret.empty();
  if (has_secret && !where->secret_in_body)  // RFC 6749 §2.3.1
    headers.push_back({"Authorization", "Basic " + crypto::to_base64(http::percent_encode(options_.client_id) + ":" +
                                                                     http::percent_encode(options_.client_secret))});
  else
    fields.emplace_back("client_id", options_.client_id);
  if (has_secret && where->secret_in_body) fields.emplace_back("client_secret", options_.client_secret);
  auto answer = co_await fetch_.send(
      {.method = "POST", .url = where->token_endpoint, .headers = std::move(headers), .body = form(fields)});
  if (!answer) co_return unavailable("issuer_unavailable", answer.error().cause);
  if (answer->status >= 400 && answer->status < 500 && answer->status != 429)
    co_return fail(
        ErrorKind::unauthenticated, "code_refused", "This sign-in was used already, or took too long.",
        "the token endpoint answered " + std::to_string(answer->status) + ": " + answer->body.substr(0, 200));
  if (answer->status != 200)
    co_return unavailable("issuer_unavailable", "the token endpoint answered " + std::to_string(answer->status));
  auto read = shape::from_json<TokenAnswer>(answer->body);
  if (!read) co_return token_invalid("the token endpoint gave no ID token");
  co_return std::move(read->id_token);
}

Task<TokenClaims> OidcClient::redeem(std::string code, OidcRound round) {
  auto token = co_await id_token(std::move(code), round);
  if (!token) co_return fail(std::move(token).error());
  auto claims = co_await issuer_.verify(std::move(*token));
  if (!claims) co_return fail(std::move(claims).error());
  if (auto ours = check_audience(*claims, options_.client_id, round.nonce); !ours)
    co_return fail(std::move(ours).error());
  co_return std::move(*claims);
}

}  // namespace bookmarket::auth
