#include "platform/base/task.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_waitable_timer.hpp>

namespace bookmarket {

namespace asio = boost::asio;

asio::awaitable<void, IoExecutor> keep_going(std::function<asio::awaitable<void, IoExecutor>()> loop,
                                             std::function<void(const Error&)> broken,
                                             std::chrono::milliseconds pause) {
  using Timer =
      asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>, IoExecutor>;
  Timer timer(co_await asio::this_coro::executor);
  for (;;) {
    try {
      co_await loop();
      co_return;
    } catch (...) {
      broken(error_of(std::current_exception()));
    }
    timer.expires_after(pause);
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable_t<IoExecutor>{}));
  }
}

WorkerPool::WorkerPool(std::string name, unsigned threads, std::size_t max_waiting)
    : name_(std::move(name)), max_waiting_(max_waiting) {
  for (unsigned i = 0; i < threads; ++i) {
    threads_.emplace_back([this] {
      std::unique_lock lock(mutex_);
      for (;;) {
        wake_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
        if (jobs_.empty()) return;
        auto job = std::move(jobs_.front());
        jobs_.pop_front();
        lock.unlock();
        job();
        job = nullptr;  // its captures end outside the lock
        lock.lock();
      }
    });
  }
}

WorkerPool::~WorkerPool() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  for (auto& t : threads_) t.join();
}

bool WorkerPool::submit(std::function<void()> job) {
  {
    const std::lock_guard lock(mutex_);
    if (stopping_ || jobs_.size() >= max_waiting_) return false;
    jobs_.push_back(std::move(job));
    wake_.notify_one();  // under the lock: the job may be done, and the pool gone, as soon as it is free
  }
  return true;
}

}  // namespace bookmarket
