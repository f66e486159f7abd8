#include "services/auth/oidc/signed_token.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "platform/crypto/crypto.hpp"
#include "services/auth/passkeys/soft_key.hpp"

namespace bookmarket::auth {
namespace {

using soft::Kind;

std::string base64url(std::string_view bytes) { return crypto::to_base64url(bytes); }
std::string name_of(Kind kind) { return kind == Kind::es256 ? "ES256" : kind == Kind::rs256 ? "RS256" : "EdDSA"; }

std::string point_of(const soft::Key& key) {
  std::string x(32, '\0');
  std::size_t n = x.size();
  EXPECT_EQ(EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(x.data()), &n), 1);
  return x;
}
std::string jwk(Kind kind, const soft::Key& key, const std::string& more = R"("use":"sig")") {
  std::string out = R"({"kid":"k",)" + more;
  if (kind == Kind::es256)
    out += R"(,"kty":"EC","crv":"P-256","x":")" + base64url(soft::number_of(key.get(), OSSL_PKEY_PARAM_EC_PUB_X, 32)) +
           R"(","y":")" + base64url(soft::number_of(key.get(), OSSL_PKEY_PARAM_EC_PUB_Y, 32)) + "\"}";
  else if (kind == Kind::rs256)
    out += R"(,"kty":"RSA","n":")" + base64url(soft::number_of(key.get(), OSSL_PKEY_PARAM_RSA_N, 0)) + R"(","e":")" +
           base64url(soft::number_of(key.get(), OSSL_PKEY_PARAM_RSA_E, 0)) + "\"}";
  else
    out += R"(,"kty":"OKP","crv":"Ed25519","x":")" + base64url(point_of(key)) + "\"}";
  return out;
}
std::vector<IssuerKey> keys(const std::string& list) {
  auto read = read_key_set(R"({"keys":[)" + list + "]}");
  EXPECT_TRUE(read);
  return read.value_or(std::vector<IssuerKey>{});
}

/// Of ECDSA r and s, 32 bytes each, out of DER.
std::string raw(const std::string& der) {
  const auto* at = reinterpret_cast<const unsigned char*>(der.data());
  ECDSA_SIG* signature = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size()));
  std::string out(64, '\0');
  auto* to = reinterpret_cast<unsigned char*>(out.data());
  BN_bn2binpad(ECDSA_SIG_get0_r(signature), to, 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(signature), to + 32, 32);
  ECDSA_SIG_free(signature);
  return out;
}
const std::string payload = R"({"iss":"i","sub":"s","iat":1800000000,"exp":1800000600.9,"aud":"a"})";
std::string signed_token(Kind kind, const soft::Key& key, const std::string& claims = payload, std::string alg = "") {
  const auto text =
      base64url(R"({"alg":")" + (alg.empty() ? name_of(kind) : alg) + R"(","kid":"k"})") + "." + base64url(claims);
  const auto signature = soft::sign(kind, key, text);
  return text + "." + base64url(kind == Kind::es256 ? raw(signature) : signature);
}
Result<TokenClaims> read(const std::string& token, const IssuerKey& key) {
  const auto split = split_token(token);
  if (!split) return fail(split.error());
  return signed_claims(*split, key);
}

TEST(SignedToken, EachAlgorithmVerifiesItsOwn) {
  for (const auto kind : soft::kinds) {
    const auto pair = soft::make_key(kind), other = soft::make_key(kind);
    const auto known = keys(jwk(kind, pair));
    ASSERT_EQ(known.size(), 1U) << name_of(kind);
    const auto claims = read(signed_token(kind, pair), known[0]);
    ASSERT_TRUE(claims) << claims.error().cause;
    EXPECT_EQ(claims->issuer, "i");
    EXPECT_EQ(claims->subject, "s");
    EXPECT_THAT(claims->audiences, testing::ElementsAre("a"));
    EXPECT_EQ(claims->expires_at, Timestamp(std::chrono::seconds(1'800'000'600)));
    EXPECT_FALSE(read(signed_token(kind, other), known[0]));
    for (const auto* alg : {"RS256", "ES256", "EdDSA", "PS256", "RS384", "none", "HS256"})
      if (alg != name_of(kind)) EXPECT_FALSE(read(signed_token(kind, pair, payload, alg), known[0])) << alg;
  }
}

TEST(SignedToken, AnEcdsaSignatureInDerIsNotTaken) {
  const auto pair = soft::make_key(Kind::es256);
  const auto text = base64url(R"({"alg":"ES256","kid":"k"})") + "." + base64url(payload);
  EXPECT_FALSE(read(text + "." + base64url(soft::sign(Kind::es256, pair, text)), keys(jwk(Kind::es256, pair))[0]));
}

TEST(KeySetOfOthers, LeavesOutWhatItCannotUse) {
  const auto ed = soft::make_key(Kind::ed25519);
  EXPECT_TRUE(keys(jwk(Kind::ed25519, ed, R"("use":"enc")")).empty());
  EXPECT_TRUE(keys(jwk(Kind::ed25519, ed, R"("alg":"ES256")")).empty());
  EXPECT_TRUE(keys(jwk(Kind::rs256, soft::make_key(Kind::rs256, 1024))).empty()) << "1024 bits";
  EXPECT_TRUE(keys(jwk(Kind::rs256, soft::make_key(Kind::rs256), R"("alg":"RS512")")).empty());
  for (const auto* one :
       {R"({"kty":"oct","kid":"k","k":"AAAA"})", R"({"kty":"OKP","crv":"X25519","kid":"k","x":"AAAA"})",
        R"({"kty":"EC","crv":"P-256","kid":"k","x":"AAAA","y":"AAAA"})", R"({"kty":"RSA","kid":"k"})", "1", "{}", "[]"})
    EXPECT_EQ(keys(std::string(one) + "," + jwk(Kind::ed25519, ed)).size(), 1U) << one;
}

TEST(KeySetOfOthers, ThatIsNoneIsUnavailable) {
  for (const auto* text : {"", "[]", "{}", R"({"keys":{}})", "<html>"}) EXPECT_FALSE(read_key_set(text)) << text;
}

TEST(SignedToken, NeedsItsClaims) {
  const auto pair = soft::make_key(Kind::ed25519);
  const auto key = keys(jwk(Kind::ed25519, pair))[0];
  for (const auto* claims :
       {"[]", "1", "x", R"({"sub":"s","iat":1,"exp":2})", R"({"iss":"i","iat":1,"exp":2})",
        R"({"iss":"i","sub":"s","iat":1})", R"({"iss":"i","sub":"s","exp":1})",
        R"({"iss":"i","sub":1,"iat":1,"exp":2})", R"({"iss":"i","sub":"s","iat":"1","exp":2})",
        R"({"iss":"i","sub":"s","iat":1,"exp":1e300})", R"({"iss":"i","sub":"s","iat":1,"exp":-1})",
        R"({"iss":"i","sub":"s","iat":1,"exp":2,"nbf":"x"})"})
    EXPECT_FALSE(read(signed_token(Kind::ed25519, pair, claims), key)) << claims;
}

TEST(SignedToken, CountsInItsTimeGiveOrTakeAMinute) {
  constexpr Timestamp at{std::chrono::seconds(1'800'000'000)};
  using std::chrono::seconds;
  const TokenClaims claims{
      .issuer = "i", .subject = "s", .expires_at = at + seconds(600), .issued_at = at, .not_before = at};
  EXPECT_TRUE(check_times(claims, at));
  EXPECT_TRUE(check_times(claims, at - seconds(60)));
  EXPECT_FALSE(check_times(claims, at - seconds(61)));
  EXPECT_TRUE(check_times(claims, at + seconds(659)));
  EXPECT_EQ(check_times(claims, at + seconds(660)).error().code, "token_expired");
}

RC_GTEST_PROP(SignedToken, NothingIsTakenThatWasChanged, (const std::string& more)) {
  static const auto pair = soft::make_key(Kind::ed25519);
  static const auto key = keys(jwk(Kind::ed25519, pair))[0];
  auto token = signed_token(Kind::ed25519, pair);
  const auto at = *rc::gen::inRange<std::size_t>(0, token.size());
  const auto right = token;
  token.replace(at, std::min<std::size_t>(more.size(), 3), more);
  RC_ASSERT(token == right || !read(token, key));
}

}  // namespace
}  // namespace bookmarket::auth
