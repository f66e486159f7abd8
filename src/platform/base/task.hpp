// Task<T>: a coroutine that ends in a Result<T>, and the bounded pool on which blocking calls run.
#pragma once

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/base/boundary.hpp"

namespace bookmarket {

using IoExecutor = boost::asio::io_context::executor_type;
template <class T>
using Task = boost::asio::awaitable<Result<T>, IoExecutor>;

/// What the task made by `start` gives; an exception out of either becomes an Error.
template <class F>
std::invoke_result_t<F&> caught_task(F start) {
  try {
    co_return co_await start();
  } catch (...) {
    co_return fail(error_of(std::current_exception()));
  }
}

/// Runs `loop` until it returns. What it throws is told to `broken`, and after `pause` it begins anew.
boost::asio::awaitable<void, IoExecutor> keep_going(std::function<boost::asio::awaitable<void, IoExecutor>()> loop,
                                                    std::function<void(const Error&)> broken,
                                                    std::chrono::milliseconds pause);

/// Threads for calls that block (SQLite, the search engine, Argon2), with a bounded queue: a full pool answers
/// `unavailable` at once instead of letting requests pile up without end.
class WorkerPool {
 public:
  WorkerPool(std::string name, unsigned threads, std::size_t max_waiting);
  ~WorkerPool();  ///< runs what is queued, then joins
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Runs `f` (returning Result<T>) on the pool and resumes the caller on its own executor.
  /// Errors: what f returns; `unavailable` with code pool_full. An exception out of f becomes `internal`.
  template <class F>
  Task<typename std::invoke_result_t<F>::value_type> run(F f) {
    using R = std::invoke_result_t<F>;
    auto executor = co_await boost::asio::this_coro::executor;
    co_return co_await boost::asio::async_initiate<const boost::asio::use_awaitable_t<IoExecutor>, void(R)>(
        [](auto handler, WorkerPool* pool, F call, IoExecutor back) {
          auto shared = std::make_shared<decltype(handler)>(std::move(handler));
          auto finish = [shared, back, guard = boost::asio::make_work_guard(back)](R result) {
            boost::asio::post(back, [shared, r = std::move(result)]() mutable { (*shared)(std::move(r)); });
          };
          const bool queued = pool->submit([finish, call = std::move(call)]() mutable { finish(caught(call)); });
          if (!queued) finish(R(unavailable("pool_full", pool->name_ + ": queue is full")));
        },
        boost::asio::use_awaitable_t<IoExecutor>{}, this, std::move(f), executor);
  }

  /// False: the queue is full and `job` was not taken. Jobs must not throw.
  [[nodiscard]] bool submit(std::function<void()> job);

 private:
  std::string name_;
  std::size_t max_waiting_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> jobs_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace bookmarket
