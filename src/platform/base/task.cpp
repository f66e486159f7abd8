#include "platform/base/task.hpp"

namespace bookmarket {

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
