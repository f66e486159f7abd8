#include "platform/cache/cache_contract.hpp"

#include <gtest/gtest.h>

#include "platform/cache/cache_memory.hpp"

namespace bookmarket::cache::contract {
namespace {

class MemoryInstance final : public Instance {
 public:
  Cache& here() override { return cache_; }
  Cache& there() override { return cache_; }
  void advance(std::chrono::milliseconds by) override { clock_.advance(by); }

 private:
  Clock clock_;
  MemoryCache cache_{{.clock = clock_}};
};

}  // namespace

/// Another adapter of the port is one more line here.
std::vector<Adapter> adapters() {
  return {{"Memory", [] { return std::make_unique<MemoryInstance>(); }}};
}

std::vector<Check> all_checks() {
  std::vector<Check> all;
  for (auto* part : {value_checks, broadcast_checks})
    for (auto& check : part()) all.push_back(std::move(check));
  return all;
}

namespace {

class CacheContract : public testing::TestWithParam<std::tuple<Adapter, Check>> {};

TEST_P(CacheContract, Holds) {
  Subject subject(std::get<0>(GetParam()));
  std::get<1>(GetParam()).run(subject);
  for (const auto& failure : subject.failures()) ADD_FAILURE() << failure;
}

INSTANTIATE_TEST_SUITE_P(Adapters, CacheContract,
                         testing::Combine(testing::ValuesIn(adapters()), testing::ValuesIn(all_checks())),
                         [](const auto& info) {
                           return std::get<0>(info.param).name + std::get<1>(info.param).promise;
                         });

}  // namespace
}  // namespace bookmarket::cache::contract
