// The contract suite of the cache port: checks that every adapter must pass, and that broken ones must fail.
#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <ostream>
#include <string>
#include <vector>

#include "platform/base/contract_runner.hpp"
#include "platform/cache/cache.hpp"

namespace bookmarket::cache::contract {

/// An empty cache of one adapter, as two instances of the program see it.
struct Instance {
  virtual ~Instance() = default;
  virtual Cache& here() = 0;
  virtual Cache& there() = 0;  ///< the same object where the adapter is in-process
  virtual void advance(std::chrono::milliseconds by) = 0;
  /// Breaks the connection on which `here` hears publications. False: the adapter has none that could break.
  virtual bool cut() { return false; }
};
struct Adapter {
  std::string name;
  std::function<std::unique_ptr<Instance>()> create;
};
inline void PrintTo(const Adapter& adapter, std::ostream* out) { *out << adapter.name; }

class Subject : public ContractSubject<Instance> {
 public:
  explicit Subject(const Adapter& adapter) : ContractSubject(adapter.create()) {}
  [[nodiscard]] Cache& here() { return instance_->here(); }
  [[nodiscard]] Cache& there() { return instance_->there(); }
  void advance(std::chrono::milliseconds by) { instance_->advance(by); }
  bool cut() { return instance_->cut(); }
};

using Check = ContractCheck<Subject>;
[[nodiscard]] std::vector<Check> value_checks();
[[nodiscard]] std::vector<Check> broadcast_checks();
[[nodiscard]] std::vector<Check> all_checks();
[[nodiscard]] std::vector<Adapter> adapters();

/// What a listener heard. A copy of it in a listener hears the same.
class Heard {
 public:
  [[nodiscard]] Listener listener() const {
    auto heard = state_;
    return {[heard](const std::string& bytes) { heard->add(heard->messages, bytes); },
            [heard] { heard->add(heard->misses, "missed"); }};
  }
  /// Waits up to five seconds for so many messages, then gives what there is.
  [[nodiscard]] std::vector<std::string> messages(std::size_t wanted) const {
    std::unique_lock lock(state_->mutex);
    state_->more.wait_for(lock, std::chrono::seconds(5), [&] { return state_->messages.size() >= wanted; });
    return state_->messages;
  }
  [[nodiscard]] bool missed() const {
    std::unique_lock lock(state_->mutex);
    return state_->more.wait_for(lock, std::chrono::seconds(5), [&] { return !state_->misses.empty(); });
  }

 private:
  struct State {
    void add(std::vector<std::string>& to, const std::string& what) {
      const std::lock_guard lock(mutex);
      to.push_back(what);
      more.notify_all();
    }
    std::mutex mutex;
    std::condition_variable more;
    std::vector<std::string> messages, misses;
  };
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace bookmarket::cache::contract
