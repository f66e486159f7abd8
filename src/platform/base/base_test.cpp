#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <boost/asio/co_spawn.hpp>

#include "platform/base/block_on.hpp"
#include "platform/base/clock.hpp"
#include "platform/base/id.hpp"
#include "platform/base/money.hpp"
#include "platform/base/sealed.hpp"
#include "platform/base/task.hpp"
#include "platform/shape/value.hpp"

namespace bookmarket {
namespace {

RC_GTEST_PROP(Time, AnyMillisecondSurvivesRfc3339, ()) {
  const Timestamp t{std::chrono::milliseconds(*rc::gen::inRange<std::int64_t>(0, 4'102'444'800'000))};
  RC_ASSERT(from_rfc3339(to_rfc3339(t)) == t);
}

TEST(Time, ImpossibleDatesAreRefused) {
  EXPECT_FALSE(from_rfc3339("2025-02-29T00:00:00Z"));
  EXPECT_FALSE(from_rfc3339("2025-01-01T24:00:00Z"));
  EXPECT_FALSE(from_rfc3339("2025-01-01 00:00:00Z"));
  EXPECT_TRUE(from_rfc3339("2024-02-29T23:59:59Z"));
}

TEST(Clock, AdvancingMovesNowAhead) {
  Clock clock;
  const auto before = clock.now();
  clock.advance(std::chrono::hours(48));
  EXPECT_GE(clock.now() - before, std::chrono::hours(48));
}

RC_GTEST_PROP(Uuid, AnyNameGivesTheSameReadableId, (const std::string& name)) {
  const auto id = Uuid::v8_of(name);
  RC_ASSERT(id == Uuid::v8_of(name));
  RC_ASSERT(Uuid::parse(id.to_string()) == id);
  RC_ASSERT(id.to_string()[14] == '8');
}

TEST(Uuid, Version7IsOrderedByTime) {
  const Timestamp t{std::chrono::milliseconds(1'700'000'000'000)};
  EXPECT_LT(Uuid::v7(t), Uuid::v7(t + std::chrono::milliseconds(1)));
  EXPECT_NE(Uuid::v7(t), Uuid::v7(t));
}

TEST(Uuid, AnythingButTheCanonicalFormIsRefused) {
  EXPECT_FALSE(Uuid::parse(""));
  EXPECT_FALSE(Uuid::parse("{0190a6e0-0000-7000-8000-00000000000}"));
  EXPECT_FALSE(Uuid::parse("0190a6e0-0000-7000-8000-00000000000g"));
  EXPECT_TRUE(Uuid::parse("0190A6E0-0000-7000-8000-000000000001"));
}

TEST(Money, IsNeverAddedAcrossCurrenciesNorPastItsRange) {
  const Money uah{100, *Currency::parse("UAH")}, usd{100, *Currency::parse("USD")};
  EXPECT_EQ(add(uah, uah)->amount, 200);
  EXPECT_FALSE(add(uah, usd));
  EXPECT_FALSE(add(uah, Money{INT64_MAX, uah.currency}));
  EXPECT_FALSE(Currency::parse("uah"));
}

Task<int> on_pool(WorkerPool& pool, int value) {
  co_return co_await pool.run([value]() -> Result<int> {
    if (value < 0) throw std::runtime_error("negative");
    return value * 2;
  });
}

Result<int> run(WorkerPool& pool, int value) {
  boost::asio::io_context io(1);
  Result<int> out = 0;
  boost::asio::co_spawn(io.get_executor(), on_pool(pool, value), [&](std::exception_ptr e, Result<int> r) {
    ASSERT_FALSE(e);
    out = std::move(r);
  });
  io.run();
  return out;
}

TEST(WorkerPool, GivesTheResultBackToTheCaller) {
  WorkerPool pool("test", 2, 8);
  EXPECT_EQ(run(pool, 21), 42);
}

TEST(WorkerPool, TurnsAnExceptionIntoAnInternalErrorWithItsCauseKept) {
  WorkerPool pool("test", 1, 8);
  const auto r = run(pool, -1);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind, ErrorKind::internal);
  EXPECT_EQ(r.error().cause, "negative");
}

TEST(WorkerPool, ShedsLoadWhenItsQueueIsFull) {
  WorkerPool pool("test", 1, 0);
  const auto r = run(pool, 1);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().kind, ErrorKind::unavailable);
  EXPECT_TRUE(r.error().retry_after);
}

TEST(Boundary, AnythingThrownBecomesAnErrorWithItsCause) {
  const auto thrown = caught([]() -> Result<int> { throw std::bad_alloc(); });
  ASSERT_FALSE(thrown);
  EXPECT_EQ(thrown.error().kind, ErrorKind::internal);
  EXPECT_EQ(thrown.error().cause, std::bad_alloc().what());
  EXPECT_FALSE(caught([]() -> Result<int> { throw 1; }));
  EXPECT_EQ(caught([]() -> Result<int> { return 1; }), 1);
}

Task<int> throw_inside() {
  throw std::runtime_error("inside");
  co_return 1;
}

TEST(Boundary, ATaskThatThrowsAsItBeginsOrLaterGivesAnError) {
  EXPECT_EQ(block_on(caught_task(throw_inside)).error().cause, "inside");
  EXPECT_EQ(block_on(caught_task([]() -> Task<int> { throw std::runtime_error("before"); })).error().cause, "before");
}

TEST(Boundary, ALoopThatThrowsBeginsAnewUntilItReturns) {
  boost::asio::io_context io(1);
  int rounds = 0;
  std::vector<std::string> told;
  bool ended = false;
  boost::asio::co_spawn(io.get_executor(),
                        keep_going(
                            [&rounds]() -> boost::asio::awaitable<void, IoExecutor> {
                              if (++rounds < 3) throw std::runtime_error("round " + std::to_string(rounds));
                              return []() -> boost::asio::awaitable<void, IoExecutor> { co_return; }();
                            },
                            [&told](const Error& e) { told.push_back(e.cause); }, std::chrono::milliseconds(0)),
                        [&ended](const std::exception_ptr& e) { ended = !e; });
  io.run();
  EXPECT_TRUE(ended);
  EXPECT_EQ(rounds, 3);
  EXPECT_EQ(told, (std::vector<std::string>{"round 1", "round 2"}));
}

TEST(Value, ObjectKeepsOneMemberPerName) {
  Object o;
  o.set("a", 1);
  o.set("a", "two");
  EXPECT_EQ(o.members().size(), 1U);
  EXPECT_EQ(*o.find("a"), Value("two"));
  o.erase("a");
  EXPECT_EQ(o.find("a"), nullptr);
}

RC_GTEST_PROP(Sealed, OnlyTheWholeTextOpensAndOnlyWhereItBelongs, (const std::string& bytes, std::uint64_t where)) {
  const auto text = seal(bytes, where);
  RC_ASSERT(unseal(text, where) == bytes);
  RC_ASSERT(!unseal(text, where + 1));
  for (std::size_t i = 0; i < text.size(); ++i) {
    RC_ASSERT(!unseal(text.substr(0, i), where));
    auto edited = text;
    edited[i] = edited[i] == 'A' ? 'B' : 'A';
    RC_ASSERT(!unseal(edited, where));
  }
}

}  // namespace
}  // namespace bookmarket
