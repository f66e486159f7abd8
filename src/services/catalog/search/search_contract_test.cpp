#include "services/catalog/search/search_contract.hpp"

#include <gtest/gtest.h>

#include "services/catalog/search/search_embedded.hpp"

namespace bookmarket::catalog::search::contract {

/// Another adapter of the port is one more line here.
std::vector<Adapter> adapters() {
  return {{"Embedded", [] { return create_embedded_search({.hunspell_dir = "/nowhere"}); }}};
}

namespace {

class SearchContract : public testing::TestWithParam<std::tuple<Adapter, Check>> {};

TEST_P(SearchContract, Holds) {
  Subject subject(std::get<0>(GetParam()));
  std::get<1>(GetParam()).run(subject);
  for (const auto& failure : subject.failures()) ADD_FAILURE() << failure;
}

INSTANTIATE_TEST_SUITE_P(Adapters, SearchContract,
                         testing::Combine(testing::ValuesIn(adapters()), testing::ValuesIn(checks())),
                         [](const auto& info) {
                           return std::get<0>(info.param).name + std::get<1>(info.param).promise;
                         });

}  // namespace
}  // namespace bookmarket::catalog::search::contract
