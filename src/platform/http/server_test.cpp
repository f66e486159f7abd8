#include "platform/http/server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/as_tuple.hpp>
#include <thread>

#include "platform/http/client.hpp"
#include "platform/http/loop.hpp"
#include "platform/telemetry/log.hpp"

namespace bookmarket::http {
namespace {

using namespace std::chrono_literals;

Task<Content> answer_never(NoInput) {
  Timer timer(co_await boost::asio::this_coro::executor, SteadyTime::max());
  co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable_t<IoExecutor>{}));
  co_return Content{};
}

Task<Content> answer_ok(NoInput) { co_return Content{.body = "ok"}; }
Task<Content> throw_at_once(NoInput) { throw std::runtime_error("planted"); }
Task<Content> throw_inside(NoInput) {
  throw std::runtime_error("planted");
  co_return Content{};
}

/// A server on a Unix socket of its own, which ends with the test.
class Served {
 public:
  Served(ServerOptions options, std::shared_ptr<const Routes> routes) : server_(options, freshness_, metrics_) {
    EXPECT_TRUE(server_.listen_unix(socket_));
    server_.serve(std::move(routes));
    running_ = std::thread([this] { server_.run(); });
  }
  ~Served() {
    server_.drain();
    running_.join();
  }
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;

  [[nodiscard]] Result<ClientResponse> get(std::string_view target) const {
    return request_unix(socket_, "GET", target);
  }
  [[nodiscard]] std::string metrics() const { return metrics_.scrape(); }

 private:
  std::filesystem::path socket_ = testing::TempDir() + "server-" + std::to_string(getpid());
  Freshness freshness_;
  telemetry::Metrics metrics_;
  Server server_;
  std::thread running_;
};

TEST(Server, ForAHandlerThatOutlastsItsTimeTheClientGets503) {
  auto routes = std::make_shared<Routes>();
  routes->get_content<NoInput>({.path = "/never", .operation_id = "never", .summary = "", .tag = ""}, "text/plain",
                               answer_never);
  const Served server({.write_timeout = 1s, .drain_timeout = 0s}, routes);
  const auto answer = server.get("/never");
  ASSERT_TRUE(answer) << answer.error().cause;
  EXPECT_EQ(answer->status, 503);
  EXPECT_NE(answer->body.find(R"("code":"too_slow")"), std::string::npos) << answer->body;
  const auto counted = server.metrics();
  EXPECT_NE(counted.find(R"(bookmarket_http_requests_total{route="never",status="5xx"} 1)"), std::string::npos)
      << counted;
}

TEST(Server, AHandlerThatThrowsCostsThatRequestAlone) {
  auto routes = std::make_shared<Routes>();
  const auto add = [&routes](const char* path, auto handle) {
    routes->get_content<NoInput>({.path = path, .operation_id = path, .summary = "", .tag = ""}, "text/plain", handle);
  };
  add("/ok", answer_ok);
  add("/at_once", throw_at_once);
  add("/inside", throw_inside);
  routes->page({.path = "/page", .operation_id = "page", .summary = "", .tag = ""},
               [](std::vector<shape::NamedText>) -> Task<Content> { throw std::runtime_error("planted"); });
  const Served server({.drain_timeout = 0s}, routes);
  for (const char* target : {"/at_once", "/inside", "/page"}) {
    const auto answer = server.get(target);
    ASSERT_TRUE(answer) << target << ": " << answer.error().cause;
    EXPECT_EQ(answer->status, 500) << target;
    EXPECT_EQ(answer->body.find("planted"), std::string::npos) << "the cause is for the log alone";
  }
  EXPECT_EQ(server.get("/ok")->status, 200);
}

TEST(Server, AnAnswerForATargetThatNobodyAsksTwiceIsNotKept) {
  auto routes = std::make_shared<Routes>();
  routes->page({.path = "/page", .operation_id = "page", .summary = "", .tag = ""},
               [](std::vector<shape::NamedText>) { return answer_ok({}); });
  const Served server({.drain_timeout = 0s}, routes);
  for (const auto size : {10, 10, 3000, 3000}) EXPECT_EQ(server.get("/page?q=" + std::string(size, 'x'))->status, 200);
  EXPECT_NE(server.metrics().find(R"(bookmarket_http_ready_total{route="page"} 1)"), std::string::npos)
      << server.metrics();
}

Task<Content> answer_loading(NoInput) { co_return unavailable("index_loading", "the index is being loaded"); }

TEST(Server, WhatIsNotReadyYetIsAWarningAndNoError) {
  auto routes = std::make_shared<Routes>();
  routes->get_content<NoInput>({.path = "/ready", .operation_id = "ready", .summary = "", .tag = ""}, "text/plain",
                               answer_loading);
  routes->get_content<NoInput>({.path = "/broken", .operation_id = "broken", .summary = "", .tag = ""}, "text/plain",
                               throw_inside);
  testing::internal::CaptureStderr();
  telemetry::start_log(telemetry::Level::warning);
  {
    const Served server({.drain_timeout = 0s}, routes);
    EXPECT_EQ(server.get("/ready")->status, 503);
    EXPECT_EQ(server.get("/broken")->status, 500);
  }
  telemetry::stop_log();
  const auto log = testing::internal::GetCapturedStderr();
  EXPECT_THAT(log, testing::ContainsRegex(R"("level":"warning","event":"request_failed","code":"index_loading")"));
  EXPECT_THAT(log, testing::ContainsRegex(R"("level":"error","event":"request_failed","code":"internal")"));
}

}  // namespace
}  // namespace bookmarket::http
