#include "platform/fetch/fetch.hpp"

#include <gtest/gtest.h>

#include "platform/base/contract_runner.hpp"
#include "platform/fetch/fetch_curl.hpp"
#include "platform/fetch/http_counterpart.hpp"

namespace bookmarket::fetch {
namespace {

using Asked = HttpCounterpart::Asked;
using Answered = HttpCounterpart::Answered;
using namespace std::chrono_literals;

TEST(SafeUrl, IsHttpsOrThisMachine) {
  for (const auto* url : {"https://login.example", "https://login.example:8443/a/b?c=d", "https://[2001:db8::1]/",
                          "http://127.0.0.1:80/x", "http://localhost", "http://localhost?x", "http://[::1]:8080/"})
    EXPECT_TRUE(is_safe_url(url)) << url;
  for (const auto* url : {"",
                          "http://login.example/",
                          "http://127.0.0.1.evil.example/",
                          "http://localhost.evil.example",
                          "ftp://x",
                          "//x",
                          "https://",
                          "https:///x",
                          "http://127.0.0.1@evil.example/",
                          "https://a:b@evil.example/",
                          "http://localhost:80@evil.example",
                          "https://x/#y",
                          "https://x/ y",
                          "https://x/\n",
                          "https://x\\y",
                          "https://x:/",
                          "https://x:80a/",
                          "javascript:alert(1)",
                          "http://127.1/",
                          "https://бук.example/"})
    EXPECT_FALSE(is_safe_url(url)) << url;
}

class CurlFetch : public testing::Test {
 protected:
  Result<Answer> send(Request request, CurlOptions options = {}) {
    const auto fetch = create_curl_fetch(std::move(options)).value();
    return runner_.wait(fetch->send(std::move(request)));
  }
  static std::string code(const Result<Answer>& answer) {
    return answer ? std::to_string(answer->status) : answer.error().code;
  }

  Runner runner_;
};

TEST_F(CurlFetch, SendsWhatWasAskedAndGivesWhatWasAnswered) {
  const HttpCounterpart there([](const Asked&) { return Answered{.status = 418, .body = std::string("a\0б", 4)}; });
  const auto answer = send({.method = "POST",
                            .url = there.url() + "/token?x=1",
                            .headers = {{"Content-Type", "application/x-www-form-urlencoded"}, {"X-More", "y"}},
                            .body = "a=1&b=2"});
  ASSERT_TRUE(answer) << answer.error().cause;
  EXPECT_EQ(answer->status, 418);
  EXPECT_EQ(answer->body, std::string("a\0б", 4));
  const auto asked = there.asked().at(0);
  EXPECT_EQ(asked.method, "POST");
  EXPECT_EQ(asked.target, "/token?x=1");
  EXPECT_EQ(asked.body, "a=1&b=2");
  EXPECT_NE(asked.head.find("\r\nX-More: y"), std::string::npos);
  EXPECT_NE(asked.head.find("\r\nContent-Type: application/x-www-form-urlencoded"), std::string::npos);
  EXPECT_EQ(asked.head.find("Expect:"), std::string::npos);
}

TEST_F(CurlFetch, ARedirectIsAnAnswer) {
  const HttpCounterpart there([](const Asked&) { return Answered{.status = 302, .headers = "Location: /other\r\n"}; });
  EXPECT_EQ(code(send({.url = there.url() + "/"})), "302");
  EXPECT_EQ(there.asked().size(), 1U);
}

TEST_F(CurlFetch, WhoDoesNotAnswerIsUnavailable) {
  std::string url;
  {
    const HttpCounterpart gone([](const Asked&) { return Answered{}; });
    url = gone.url();
  }
  const auto answer = send({.url = url + "/?code=secret"});
  EXPECT_EQ(code(answer), "peer_unavailable");
  EXPECT_EQ(answer.error().kind, ErrorKind::unavailable);
  EXPECT_EQ(answer.error().cause.find("secret"), std::string::npos) << answer.error().cause;
}

TEST_F(CurlFetch, WhoNeverFinishesIsUnavailable) {
  const HttpCounterpart silent([](const Asked&) { return Answered{.never = true}; });
  EXPECT_EQ(code(send({.url = silent.url()}, {.timeout = 200ms})), "peer_unavailable");
  const HttpCounterpart cut(
      [](const Asked&) { return Answered{.instead = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"}; });
  EXPECT_EQ(code(send({.url = cut.url()})), "peer_unavailable");
  const HttpCounterpart other([](const Asked&) { return Answered{.instead = "hello\r\n"}; });
  EXPECT_EQ(code(send({.url = other.url()})), "peer_unavailable");
}

TEST_F(CurlFetch, AnAnswerThatIsTooLargeIsNotTaken) {
  const HttpCounterpart there([](const Asked&) { return Answered{.body = std::string(1001, 'x')}; });
  EXPECT_EQ(code(send({.url = there.url()}, {.max_answer = 1000})), "peer_unavailable");
  EXPECT_EQ(code(send({.url = there.url()}, {.max_answer = 1001})), "200");
}

TEST_F(CurlFetch, NothingGoesOutInTheClear) {
  const auto answer = send({.url = "http://login.example/?code=secret"});
  EXPECT_EQ(code(answer), "unsafe_url");
  EXPECT_EQ(answer.error().cause.find("secret"), std::string::npos);
}

TEST_F(CurlFetch, MoreThanMayWaitIsShed) {
  const HttpCounterpart silent([](const Asked&) { return Answered{.never = true}; });
  const auto fetch = create_curl_fetch({.timeout = 300ms, .threads = 1, .max_waiting = 1}).value();
  std::vector<std::future<Result<Answer>>> sent;
  for (int i = 0; i < 10; ++i) sent.push_back(runner_.start(fetch->send({.url = silent.url()})));
  int shed = 0;
  for (auto& s : sent) shed += code(s.get()) == "pool_full" ? 1 : 0;
  EXPECT_GE(shed, 7);
}

}  // namespace
}  // namespace bookmarket::fetch
