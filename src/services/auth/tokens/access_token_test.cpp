#include "services/auth/tokens/access_token.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <thread>

namespace bookmarket::auth {
namespace {

constexpr Timestamp now{std::chrono::seconds(1'800'000'000)};
const auto key = crypto::SigningKey::generate(), old_key = crypto::SigningKey::generate();

const AccessTokens& tokens() {
  static AccessTokens out("https://books.example");
  out.set_keys({{"k2", key, now - std::chrono::days(1)}, {"k1", old_key, now - std::chrono::days(90)}});
  return out;
}
AccessClaims claims() {
  return {.account = AccountId::v8_of("a"),
          .session = SessionId::v8_of("s"),
          .signed_in_at = now - std::chrono::hours(1),
          .expires_at = now + std::chrono::minutes(10),
          .admin = true};
}
std::string sealed(std::string_view header, std::string_view payload, const crypto::SigningKey& by = key) {
  const auto text = crypto::to_base64url(header) + "." + crypto::to_base64url(payload);
  return text + "." + crypto::to_base64url(by.sign(text));
}
std::string payload_of(const std::string& token) {
  const auto first = token.find('.'), last = token.rfind('.');
  return *crypto::from_base64url(std::string_view(token).substr(first + 1, last - first - 1));
}
std::string code(std::string_view token, Timestamp at = now) {
  const auto read = tokens().read(token, at);
  return read ? "ok" : read.error().code;
}

TEST(AccessToken, SaysWhatItWasIssuedFor) {
  const auto read = tokens().read(tokens().issue(claims(), now), now);
  ASSERT_TRUE(read) << read.error().cause;
  EXPECT_EQ(*read, claims());
}

TEST(AccessToken, SaysEveryRole) {
  for (const bool moderator : {false, true})
    for (const bool admin : {false, true}) {
      auto all = claims();
      all.moderator = moderator;
      all.admin = admin;
      const auto read = tokens().read(tokens().issue(all, now), now);
      ASSERT_TRUE(read) << read.error().cause;
      EXPECT_EQ(*read, all);
    }
}

TEST(AccessToken, EndsWithItsTime) {
  const auto token = tokens().issue(claims(), now);
  EXPECT_EQ(code(token, claims().expires_at - std::chrono::milliseconds(1)), "ok");
  EXPECT_EQ(code(token, claims().expires_at), "token_expired");
}

TEST(AccessToken, OfAnOlderKeyIsStillRead) {
  AccessTokens before("https://books.example");
  before.set_keys({{"k1", old_key, now}});
  EXPECT_EQ(code(before.issue(claims(), now)), "ok");
}

TEST(AccessToken, IsSignedByTheLastKeyWhoseTimeHasCome) {
  AccessTokens some("https://books.example");
  some.set_keys({{"next", key, now + std::chrono::minutes(1)}, {"present", old_key, now}});
  const auto kid = [&](Timestamp at) {
    const auto token = some.issue(claims(), at);
    return *crypto::from_base64url(std::string_view(token).substr(0, token.find('.')));
  };
  EXPECT_TRUE(kid(now).contains("present"));
  EXPECT_TRUE(kid(now + std::chrono::minutes(1)).contains("next"));
  EXPECT_TRUE(kid(now - std::chrono::hours(1)).contains("present")) << "some key has to";
}

TEST(AccessToken, KeysChangeWhileOthersSignAndRead) {
  AccessTokens some("https://books.example");
  some.set_keys({{"k2", key, now}});
  std::jthread changing([&](const std::stop_token& stop) {
    for (bool both = false; !stop.stop_requested(); both = !both)
      some.set_keys(both ? std::vector<TokenKey>{{"k1", old_key, now}, {"k2", key, now}}
                         : std::vector<TokenKey>{{"k2", key, now}});
  });
  for (int i = 0; i < 2000; ++i) ASSERT_TRUE(some.read(some.issue(claims(), now), now));
}

TEST(AccessToken, OfAnotherIssuerOrAudienceIsNoOfOurs) {
  AccessTokens other("https://evil.example");
  other.set_keys({{"k2", key, now}});
  EXPECT_EQ(code(other.issue(claims(), now)), "token_invalid");
  auto payload = payload_of(tokens().issue(claims(), now));
  payload.replace(payload.find("bookmarket"), 10, "bookmarked");
  EXPECT_EQ(code(sealed(R"({"alg":"EdDSA","kid":"k2","typ":"at+jwt"})", payload)), "token_invalid");
}

TEST(AccessToken, NamesItsAlgorithmTypeAndKeyAndNothingElse) {
  const auto payload = payload_of(tokens().issue(claims(), now));
  EXPECT_EQ(code(sealed(R"({"alg":"EdDSA","kid":"k2","typ":"at+jwt"})", payload)), "ok");
  for (const auto* header :
       {R"({"alg":"none","kid":"k2","typ":"at+jwt"})", R"({"alg":"HS256","kid":"k2","typ":"at+jwt"})",
        R"({"alg":"eddsa","kid":"k2","typ":"at+jwt"})", R"({"alg":"EdDSA","kid":"k3","typ":"at+jwt"})",
        R"({"alg":"EdDSA","kid":"k1","typ":"at+jwt"})", R"({"alg":"EdDSA","kid":"k2","typ":"JWT"})",
        R"({"alg":"EdDSA","typ":"at+jwt"})", R"({"alg":"EdDSA","kid":"k2","typ":"at+jwt","jwk":{}})",
        R"({"alg":"EdDSA","kid":"k2","typ":"at+jwt","crit":["x"]})", R"([])", ""})
    EXPECT_EQ(code(sealed(header, payload)), "token_invalid") << header;
}

TEST(AccessToken, WithoutASignatureIsNone) {
  const auto token = tokens().issue(claims(), now);
  const auto unsigned_token = token.substr(0, token.rfind('.'));
  EXPECT_EQ(code(unsigned_token), "token_invalid");
  EXPECT_EQ(code(unsigned_token + "."), "token_invalid");
  EXPECT_EQ(code(token + "."), "token_invalid");
  EXPECT_EQ(code(""), "token_invalid");
  EXPECT_EQ(code("..."), "token_invalid");
}

RC_GTEST_PROP(AccessToken, IsBrokenByAnyChange, ()) {
  const auto token = tokens().issue(claims(), now);
  auto changed = token;
  const auto at = *rc::gen::inRange<std::size_t>(0, changed.size());
  changed[at] = *rc::gen::arbitrary<char>();
  RC_PRE(changed != token);
  RC_ASSERT(code(changed) == "token_invalid");
}

}  // namespace
}  // namespace bookmarket::auth
