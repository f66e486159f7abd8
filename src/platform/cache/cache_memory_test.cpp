// What only the embedded cache promises: its bound, and what goes first.
#include "platform/cache/cache_memory.hpp"

#include <gtest/gtest.h>

#include "platform/base/block_on.hpp"

namespace bookmarket::cache {
namespace {

using std::chrono::milliseconds;
constexpr milliseconds minute{60'000};

struct MemoryCacheTest : testing::Test {
  void set(const std::string& key, std::size_t size = 1000, milliseconds expiry = minute) {
    ASSERT_TRUE(block_on(cache.set(key, std::string(size, 'x'), expiry)));
  }
  bool has(const std::string& key) { return block_on(cache.get(key)).value().has_value(); }
  std::int64_t count(const std::string& key, std::int64_t by) {
    return block_on(cache.increment(key, by, minute)).value().value;
  }
  Clock clock;
  MemoryCache cache{{.max_bytes = 100'000, .clock = clock}};
};

TEST_F(MemoryCacheTest, TheLeastUsedValueGoesFirst) {
  set("first");
  set("second");
  for (int i = 0; i < 70; ++i) {
    set(std::to_string(i));
    EXPECT_TRUE(has("first"));
  }
  for (int i = 70; i < 90; ++i) set(std::to_string(i));
  EXPECT_FALSE(has("second"));
  EXPECT_TRUE(has("89"));
  EXPECT_LE(cache.usage().bytes, 100'000U);
}

TEST_F(MemoryCacheTest, CountersOutliveValues) {
  count("attempts", 7);
  set("value");
  for (int i = 0; i < 1000; ++i) set(std::to_string(i));
  EXPECT_FALSE(has("value"));
  EXPECT_EQ(count("attempts", 1), 8);
}

TEST_F(MemoryCacheTest, CountersAloneAreBoundedTooAndTheUsedOnesStay) {
  for (int i = 0; i < 10'000; ++i) {
    count(std::to_string(i), 1);
    EXPECT_EQ(count("attacked", 1), i + 1);
  }
  EXPECT_LE(cache.usage().bytes, 100'000U);
  EXPECT_EQ(count("0", 1), 1) << "the oldest was forgotten";
}

TEST_F(MemoryCacheTest, AnExpiredValueGoesBeforeALivingOne) {
  set("lives", 1000, 10 * minute);
  for (int i = 0; i < 70; ++i) set(std::to_string(i));
  clock.advance(minute);
  for (int i = 100; i < 170; ++i) set(std::to_string(i));
  EXPECT_TRUE(has("lives"));
}

TEST_F(MemoryCacheTest, WhatExpiredIsSweptByLaterWrites) {
  for (int i = 0; i < 40; ++i) {
    set(std::to_string(i));
    count(std::to_string(i), 1);
  }
  clock.advance(minute);
  count("now", 1);
  count("now too", 1);
  EXPECT_EQ(cache.usage().values, 0U);
  EXPECT_EQ(cache.usage().counters, 2U);
}

TEST_F(MemoryCacheTest, AValueThatCannotFitIsNotKeptAndDrivesNobodyOut) {
  set("small");
  set("big");
  set("big", 200'000);
  EXPECT_FALSE(has("big")) << "nor is its predecessor";
  EXPECT_TRUE(has("small"));
}

TEST_F(MemoryCacheTest, RemovingGivesTheMemoryBack) {
  set("k");
  count("k", 1);
  ASSERT_TRUE(block_on(cache.remove("k")));
  EXPECT_EQ(cache.usage().bytes, 0U);
}

TEST_F(MemoryCacheTest, ACounterStaysAtItsEnds) {
  EXPECT_EQ(count("up", INT64_MAX), INT64_MAX);
  EXPECT_EQ(count("up", 1), INT64_MAX);
  EXPECT_EQ(count("down", INT64_MIN), INT64_MIN);
  EXPECT_EQ(count("down", -1), INT64_MIN);
}

TEST_F(MemoryCacheTest, EndingASubscriptionWaitsForItsCall) {
  std::atomic<bool> inside{false}, done{false};
  auto subscription = block_on(cache.subscribe("works", {[&](const std::string&) {
                                                 inside = true;
                                                 std::this_thread::sleep_for(milliseconds(50));
                                                 done = true;
                                               }}))
                          .value();
  std::thread publisher([&] { EXPECT_TRUE(block_on(cache.publish("works", "1"))); });
  while (!inside) std::this_thread::yield();
  subscription.reset();
  EXPECT_TRUE(done);
  publisher.join();
}

}  // namespace
}  // namespace bookmarket::cache
