#include "services/auth/usecases/challenges.hpp"

#include <gtest/gtest.h>

#include <map>

#include "platform/base/block_on.hpp"

namespace bookmarket::auth {
namespace {

/// Forgets nothing.
class KeepingCache : public cache::Cache {
 public:
  Task<std::optional<std::string>> get(std::string key) override {
    const auto it = values_.find(key);
    co_return it == values_.end() ? std::optional<std::string>() : it->second;
  }
  Task<void> set(std::string key, std::string bytes, std::chrono::milliseconds expiry) override {
    last_expiry = expiry;
    values_[std::move(key)] = std::move(bytes);
    co_return Result<void>{};
  }
  Task<void> remove(std::string) override { co_return Result<void>{}; }
  Task<cache::Count> increment(std::string counter, std::int64_t by, std::chrono::milliseconds expiry) override {
    shortest_memory = std::min(shortest_memory, expiry);
    co_return cache::Count{counters_[std::move(counter)] += by, expiry};
  }
  Task<void> publish(std::string, std::string) override { co_return Result<void>{}; }
  Task<std::unique_ptr<cache::Subscription>> subscribe(std::string, cache::Listener) override {
    co_return unavailable("none", "");
  }

  std::chrono::milliseconds last_expiry{}, shortest_memory = std::chrono::hours(1);

 private:
  std::map<std::string, std::string> values_;
  std::map<std::string, std::int64_t> counters_;
};

std::string client_data(const std::string& challenge) { return R"({"challenge":")" + challenge + R"("})"; }

std::string outcome(cache::Cache& cache, Purpose purpose, const std::string& json) {
  const auto used = block_on(use_challenge(cache, purpose, json));
  return used ? used->about : used.error().code;
}

TEST(Challenges, AreAnsweredOnce) {
  KeepingCache cache;
  const auto challenge = block_on(new_challenge(cache, Purpose::sign_in, "about"));
  ASSERT_TRUE(challenge);
  EXPECT_EQ(outcome(cache, Purpose::sign_in, client_data(*challenge)), "about");
  EXPECT_EQ(outcome(cache, Purpose::sign_in, client_data(*challenge)), "wrong_challenge");
}

TEST(Challenges, AreRememberedAsUsedForAsLongAsTheyAreGood) {
  KeepingCache cache;
  const auto challenge = block_on(new_challenge(cache, Purpose::sign_in, "about"));
  EXPECT_EQ(cache.last_expiry, std::chrono::minutes(5));
  EXPECT_EQ(outcome(cache, Purpose::sign_in, client_data(*challenge)), "about");
  EXPECT_GE(cache.shortest_memory, cache.last_expiry);
}

TEST(Challenges, AreForOnePurpose) {
  KeepingCache cache;
  const auto challenge = block_on(new_challenge(cache, Purpose::register_passkey, "about"));
  EXPECT_EQ(outcome(cache, Purpose::sign_in, client_data(*challenge)), "wrong_challenge");
  EXPECT_EQ(outcome(cache, Purpose::sign_up, client_data(*challenge)), "wrong_challenge");
  EXPECT_EQ(outcome(cache, Purpose::register_passkey, client_data(*challenge)), "about");
}

TEST(Challenges, AreNotGuessed) {
  KeepingCache cache;
  const auto one = block_on(new_challenge(cache, Purpose::sign_in, "")),
             two = block_on(new_challenge(cache, Purpose::sign_in, ""));
  EXPECT_EQ(one->size(), 43U);
  EXPECT_NE(*one, *two);
  for (const auto* json : {"", "[]", "{}", R"({"challenge":5})", R"({"challenge":""})", R"({"challenge":"x"})"})
    EXPECT_EQ(outcome(cache, Purpose::sign_in, json), "wrong_challenge") << json;
}

}  // namespace
}  // namespace bookmarket::auth
