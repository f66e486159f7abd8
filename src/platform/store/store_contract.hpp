// The contract suite: checks that every adapter must pass. A check is a function that returns what it found
// wrong, so that the suite itself can be tested: store_contract_test.cpp shows that broken adapters fail.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <functional>
#include <future>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "platform/base/contract.hpp"
#include "platform/store/store.hpp"

namespace bookmarket::store::contract {

/// Runs tasks on several threads.
class Runner {
 public:
  Runner() : work_(boost::asio::make_work_guard(io_)) {
    for (int i = 0; i < 4; ++i) threads_.emplace_back([this] { io_.run(); });
  }
  ~Runner() {
    work_.reset();
    for (auto& thread : threads_) thread.join();
  }
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  template <class T>
  std::future<Result<T>> start(Task<T> task) {
    auto promise = std::make_shared<std::promise<Result<T>>>();
    auto future = promise->get_future();
    boost::asio::co_spawn(io_.get_executor(), std::move(task), [promise](std::exception_ptr e, Result<T> result) {
      if (e)
        promise->set_exception(e);
      else
        promise->set_value(std::move(result));
    });
    return future;
  }
  template <class T>
  Result<T> wait(Task<T> task) {
    return start(std::move(task)).get();
  }

 private:
  boost::asio::io_context io_;
  boost::asio::executor_work_guard<IoExecutor> work_;
  std::vector<std::thread> threads_;
};

/// A fresh, empty store of one adapter. `reopen` closes it and opens what is on the disk or server again.
struct Instance {
  virtual ~Instance() = default;
  virtual Store& store() = 0;
  virtual void reopen() = 0;
};
struct Adapter {
  std::string name;
  std::function<std::unique_ptr<Instance>()> create;
};

/// What a check works with, and what it found.
class Subject : public Findings {
 public:
  explicit Subject(const Adapter& adapter) : instance_(adapter.create()) {}
  [[nodiscard]] Store& store() { return instance_->store(); }
  void reopen() { instance_->reopen(); }
  template <class T>
  Result<T> wait(Task<T> task) {
    return runner_.wait(std::move(task));
  }
  template <class T>
  std::future<Result<T>> start(Task<T> task) {
    return runner_.start(std::move(task));
  }

  using Findings::must;
  template <class T>
  T must(Task<T> task, const std::string& what) {
    return must(wait(std::move(task)), what);
  }
  template <class T>
  void expect_error(const Result<T>& result, ErrorKind kind, const std::string& code, const std::string& when) {
    expect(!result && result.error().kind == kind && result.error().code == code, when + " is " + code);
  }

 private:
  Runner runner_;  // first: it outlives the store
  std::unique_ptr<Instance> instance_;
};

using Check = ContractCheck<Subject>;
inline void PrintTo(const Adapter& adapter, std::ostream* out) { *out << adapter.name; }

[[nodiscard]] std::vector<Check> document_checks();
[[nodiscard]] std::vector<Check> query_checks();
[[nodiscard]] std::vector<Check> event_checks();
[[nodiscard]] std::vector<Check> due_work_checks();
[[nodiscard]] std::vector<Check> all_checks();
[[nodiscard]] std::vector<Adapter> adapters();

template <class... Members>
[[nodiscard]] Object object(Members... members) {
  Object out;
  (out.set(std::move(members.first), std::move(members.second)), ...);
  return out;
}
using M = std::pair<std::string, Value>;

[[nodiscard]] inline std::int64_t number(const Object& body, std::string_view member) {
  const auto* value = body.find(member);
  const auto* n = value == nullptr ? nullptr : value->as<std::int64_t>();
  return n == nullptr ? -1 : *n;
}

}  // namespace bookmarket::store::contract
