// What the contract suites of ports that answer with Tasks share: threads to run them on, and a subject that waits.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "platform/base/contract.hpp"
#include "platform/base/task.hpp"

namespace bookmarket {

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

/// One adapter under test, its Findings, and threads that outlive it.
template <class Instance>
class ContractSubject : public Findings {
 public:
  explicit ContractSubject(std::unique_ptr<Instance> instance) : instance_(std::move(instance)) {}
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
  Runner runner_;

 protected:
  std::unique_ptr<Instance> instance_;
};

}  // namespace bookmarket
