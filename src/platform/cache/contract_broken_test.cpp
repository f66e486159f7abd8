// The contract suite is itself tested: each broken cache must fail the check that guards the promise it breaks.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "platform/cache/cache_contract.hpp"

namespace bookmarket::cache::contract {
namespace {

using std::chrono::milliseconds;

/// A cache that behaves like another; each broken one overrides what it breaks.
class Forwarding : public Cache {
 public:
  explicit Forwarding(Cache& inner) : inner_(inner) {}
  Task<std::optional<std::string>> get(std::string k) override { return inner_.get(std::move(k)); }
  Task<void> set(std::string k, std::string b, milliseconds e) override {
    return inner_.set(std::move(k), std::move(b), e);
  }
  Task<void> remove(std::string k) override { return inner_.remove(std::move(k)); }
  Task<Count> increment(std::string c, std::int64_t by, milliseconds e) override {
    return inner_.increment(std::move(c), by, e);
  }
  Task<void> publish(std::string c, std::string b) override { return inner_.publish(std::move(c), std::move(b)); }
  Task<std::unique_ptr<Subscription>> subscribe(std::string c, Listener l) override {
    return inner_.subscribe(std::move(c), std::move(l));
  }
  virtual bool cut() { return false; }

 protected:
  Cache& inner_;
};

struct IgnoresExpiry : Forwarding {
  using Forwarding::Forwarding;
  Task<void> set(std::string k, std::string b, milliseconds) override {
    return inner_.set(std::move(k), std::move(b), std::chrono::hours(24));
  }
};
struct KeepsTheFirstExpiry : Forwarding {
  using Forwarding::Forwarding;
  Task<void> set(std::string k, std::string b, milliseconds e) override {
    const auto left = co_await inner_.increment("expiry of " + k, 0, e);
    co_return co_await inner_.set(k, b, left->left);
  }
};
struct TakesTextsForC : Forwarding {
  using Forwarding::Forwarding;
  Task<void> set(std::string k, std::string b, milliseconds e) override { return inner_.set(k, b.c_str(), e); }
};
struct EmptyIsAbsent : Forwarding {
  using Forwarding::Forwarding;
  Task<std::optional<std::string>> get(std::string k) override {
    auto found = co_await inner_.get(std::move(k));
    if (found && *found && (*found)->empty()) co_return std::nullopt;
    co_return found;
  }
};
struct RemovesOnlyValues : Forwarding {
  using Forwarding::Forwarding;
  Task<void> remove(std::string k) override {
    const auto count = co_await inner_.increment(k, 0, milliseconds(1));
    static_cast<void>(co_await inner_.remove(k));
    static_cast<void>(co_await inner_.increment(k, count->value, std::chrono::minutes(1)));
    co_return Result<void>{};
  }
};
struct RenewsExpiryAtEachIncrement : Forwarding {
  using Forwarding::Forwarding;
  Task<Count> increment(std::string c, std::int64_t by, milliseconds e) override {
    const auto before = co_await inner_.increment(c, 0, e);
    static_cast<void>(co_await inner_.remove(c));
    co_return co_await inner_.increment(c, before->value + by, e);
  }
};
struct CountsByReadingAndWriting : Forwarding {
  using Forwarding::Forwarding;
  Task<Count> increment(std::string c, std::int64_t by, milliseconds e) override {
    const auto before = co_await inner_.get("count of " + c);
    const auto count = (*before ? std::stoll(**before) : 0) + by;
    static_cast<void>(co_await inner_.set("count of " + c, std::to_string(count), e));
    co_return Count{count, e};
  }
};
struct LosesEveryHundredthPublication : Forwarding {
  using Forwarding::Forwarding;
  Task<void> publish(std::string c, std::string b) override {
    if (++publications_ % 100 == 0) co_return Result<void>{};
    co_return co_await inner_.publish(std::move(c), std::move(b));
  }
  std::atomic<int> publications_{0};
};
struct HasOneChannel : Forwarding {
  using Forwarding::Forwarding;
  Task<void> publish(std::string, std::string b) override { return inner_.publish("all", std::move(b)); }
  Task<std::unique_ptr<Subscription>> subscribe(std::string, Listener l) override {
    return inner_.subscribe("all", std::move(l));
  }
};
struct NeverUnsubscribes : Forwarding {
  using Forwarding::Forwarding;
  ~NeverUnsubscribes() override = default;
  Task<std::unique_ptr<Subscription>> subscribe(std::string c, Listener l) override {
    auto made = co_await inner_.subscribe(std::move(c), std::move(l));
    if (made) kept_.push_back(std::move(*made));
    co_return std::make_unique<Subscription>();
  }
  std::vector<std::unique_ptr<Subscription>> kept_;
};
/// Its connection breaks and comes back, and it tells nobody.
struct HidesACut : Forwarding {
  using Forwarding::Forwarding;
  bool cut() override { return true; }
};

template <class Broken>
class BrokenInstance final : public Instance {
 public:
  Cache& here() override { return broken_; }
  Cache& there() override { return broken_; }
  void advance(milliseconds by) override { inner_->advance(by); }
  bool cut() override { return broken_.cut(); }

 private:
  std::unique_ptr<Instance> inner_ = adapters().front().create();
  Broken broken_{inner_->here()};
};

struct Violation {
  Adapter adapter;
  std::string caught_by;
};
template <class Broken>
Violation violation(std::string name, std::string caught_by) {
  return {{std::move(name), [] { return std::make_unique<BrokenInstance<Broken>>(); }}, std::move(caught_by)};
}
void PrintTo(const Violation& v, std::ostream* out) { *out << v.adapter.name; }

#define VIOLATION(broken, check) violation<broken>(#broken, check)
const std::vector<Violation> violations{
    VIOLATION(IgnoresExpiry, "AValueExpires"),
    VIOLATION(KeepsTheFirstExpiry, "AValueExpires"),
    VIOLATION(TakesTextsForC, "AValueComesBack"),
    VIOLATION(EmptyIsAbsent, "AValueComesBack"),
    VIOLATION(RemovesOnlyValues, "WhatIsRemovedIsGone"),
    VIOLATION(RenewsExpiryAtEachIncrement, "TheFirstIncrementSetsTheExpiry"),
    VIOLATION(CountsByReadingAndWriting, "NoRacingIncrementIsLost"),
    VIOLATION(LosesEveryHundredthPublication, "NoRacingPublicationIsLost"),
    VIOLATION(HasOneChannel, "EveryInstanceHearsAPublication"),
    VIOLATION(NeverUnsubscribes, "AnEndedSubscriptionHearsNothing"),
    VIOLATION(HidesACut, "ALostConnectionIsTold"),
};

class CacheContractCatches : public testing::TestWithParam<Violation> {};

TEST_P(CacheContractCatches, ABrokenCache) {
  const auto checks = all_checks();
  const auto check = std::ranges::find(checks, GetParam().caught_by, &Check::promise);
  ASSERT_NE(check, checks.end());
  // A race is not lost every time, so it gets ten chances.
  for (int attempt = 0; attempt < 10; ++attempt) {
    Subject subject(GetParam().adapter);
    check->run(subject);
    if (!subject.failures().empty()) return;
  }
  ADD_FAILURE() << GetParam().caught_by << " did not catch it";
}

INSTANTIATE_TEST_SUITE_P(Planted, CacheContractCatches, testing::ValuesIn(violations),
                         [](const auto& info) { return info.param.adapter.name; });

}  // namespace
}  // namespace bookmarket::cache::contract
