#include "services/auth/oidc/issuer.hpp"

#include <gtest/gtest.h>

#include <atomic>

#include "platform/base/contract_runner.hpp"
#include "platform/crypto/crypto.hpp"
#include "platform/fetch/fetch_curl.hpp"
#include "platform/fetch/http_counterpart.hpp"

namespace bookmarket::auth {
namespace {

using fetch::HttpCounterpart;
using std::chrono::hours, std::chrono::minutes, std::chrono::seconds;

class IssuerTest : public testing::Test {
 protected:
  HttpCounterpart::Answered answer(const HttpCounterpart::Asked& asked) const {
    if (status_ != 200) return {.status = status_};
    if (asked.target == "/jwks")
      return {.body = R"({"keys":[{"kty":"OKP","crv":"Ed25519","alg":"EdDSA","use":"sig","kid":"key-1","x":")" +
                      crypto::to_base64url(key_.public_key()) + R"("}]})"};
    return {.body = R"({"issuer":")" + there_.url() + R"(","jwks_uri":")" + there_.url() + R"(/jwks"})"};
  }
  [[nodiscard]] std::string token(const std::string& kid = "key-1") const {
    const auto now = std::chrono::duration_cast<seconds>(clock_.now().time_since_epoch()).count();
    const auto text = crypto::to_base64url(R"({"alg":"EdDSA","kid":")" + kid + R"("})") + "." +
                      crypto::to_base64url(R"({"iss":")" + there_.url() + R"(","sub":"x","iat":)" +
                                           std::to_string(now) + R"(,"exp":)" + std::to_string(now + 600) + "}");
    return text + "." + crypto::to_base64url(key_.sign(text));
  }
  std::string verify(const std::string& text) {
    const auto claims = runner_.wait(issuer_.verify(text));
    return claims ? "ok" : claims.error().code;
  }

  const crypto::SigningKey key_ = crypto::SigningKey::generate();
  std::atomic<int> status_{200};
  HttpCounterpart there_{[this](const auto& asked) { return answer(asked); }};
  Clock clock_;
  std::unique_ptr<fetch::Fetch> fetch_ = fetch::create_curl_fetch({}).value();
  Issuer issuer_{*fetch_, clock_, there_.url()};
  Runner runner_;
};

TEST_F(IssuerTest, IsAskedForItsKeysOnceAnHour) {
  for (int i = 0; i < 3; ++i) EXPECT_EQ(verify(token()), "ok");
  clock_.advance(minutes(59));
  EXPECT_EQ(verify(token()), "ok");
  EXPECT_EQ(there_.times("/jwks"), 1U);
  clock_.advance(minutes(1));
  EXPECT_EQ(verify(token()), "ok");
  EXPECT_EQ(there_.times("/jwks"), 2U);
}

TEST_F(IssuerTest, AnUnknownKeyMakesUsAskOnceAMinute) {
  EXPECT_EQ(verify(token()), "ok");
  clock_.advance(minutes(1));
  for (int i = 0; i < 10; ++i) EXPECT_EQ(verify(token("nobodys-" + std::to_string(i))), "token_invalid");
  EXPECT_EQ(there_.times("/jwks"), 2U);
  EXPECT_EQ(verify(token()), "ok");
}

TEST_F(IssuerTest, ThatIsAwayIsTrustedForADayByTheKeysItHad) {
  EXPECT_EQ(verify(token()), "ok");
  status_ = 503;
  clock_.advance(hours(23));
  EXPECT_EQ(verify(token()), "ok");
  const auto asked = there_.asked().size();
  EXPECT_EQ(verify(token()), "ok");
  EXPECT_EQ(there_.asked().size(), asked) << "asked again within the minute";
  clock_.advance(hours(1));
  EXPECT_EQ(verify(token()), "issuer_unavailable");
  status_ = 200;
  EXPECT_EQ(verify(token()), "issuer_unavailable") << "asked a moment ago";
  clock_.advance(minutes(1));
  EXPECT_EQ(verify(token()), "ok");
}

TEST_F(IssuerTest, ThatWasNeverReachedIsUnavailableUntilItIs) {
  status_ = 503;
  EXPECT_EQ(verify(token()), "issuer_unavailable");
  status_ = 200;
  EXPECT_EQ(verify(token()), "ok");
}

TEST_F(IssuerTest, NothingThatIsNoTokenMakesUsAsk) {
  for (const auto* text : {"", "a.b.c", "e30.e30.e30"}) EXPECT_EQ(verify(text), "token_invalid");
  EXPECT_TRUE(there_.asked().empty());
}

}  // namespace
}  // namespace bookmarket::auth
