#include "platform/store/store_contract.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "platform/base/id.hpp"
#include "platform/store/store_sqlite.hpp"

namespace bookmarket::store::contract {
namespace {

class SqliteInstance final : public Instance {
 public:
  SqliteInstance()
      : directory_(std::filesystem::temp_directory_path() / ("store-" + Uuid::v7(clock_.now()).to_string())) {
    std::filesystem::create_directory(directory_);
    SqliteInstance::reopen();
  }
  ~SqliteInstance() override {
    store_.reset();
    std::filesystem::remove_all(directory_);
  }
  Store& store() override { return *store_; }
  void reopen() override {
    store_.reset();
    store_ = create_sqlite_store({.path = (directory_ / "store.db").string(), .clock = clock_}).value();
  }

 private:
  Clock clock_;
  std::filesystem::path directory_;
  std::unique_ptr<Store> store_;
};

}  // namespace

/// Another adapter of the port is one more line here.
std::vector<Adapter> adapters() {
  return {{"Sqlite", [] { return std::make_unique<SqliteInstance>(); }}};
}

std::vector<Check> all_checks() {
  std::vector<Check> all;
  for (auto* part : {document_checks, query_checks, event_checks, due_work_checks})
    for (auto& check : part()) all.push_back(std::move(check));
  return all;
}

namespace {

class StoreContract : public testing::TestWithParam<std::tuple<Adapter, Check>> {};

TEST_P(StoreContract, Holds) {
  Subject subject(std::get<0>(GetParam()));
  std::get<1>(GetParam()).run(subject);
  for (const auto& failure : subject.failures()) ADD_FAILURE() << failure;
}

INSTANTIATE_TEST_SUITE_P(Adapters, StoreContract,
                         testing::Combine(testing::ValuesIn(adapters()), testing::ValuesIn(all_checks())),
                         [](const auto& info) {
                           return std::get<0>(info.param).name + std::get<1>(info.param).promise;
                         });

}  // namespace
}  // namespace bookmarket::store::contract
