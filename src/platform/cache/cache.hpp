// The cache port: values and counters that expire, and a broadcast to every instance. cache_contract_test.cpp is its
// definition. Nothing here is the only copy of anything: a value may be gone before its time.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "platform/base/clock.hpp"
#include "platform/base/task.hpp"

namespace bookmarket::cache {

struct Count {
  std::int64_t value = 0;
  std::chrono::milliseconds left{};  ///< until the counter is forgotten; more than 0
};

/// Both are called on any thread, also several at once, and must be quick and not throw. They may call the cache, but
/// not end a Subscription.
struct Listener {
  std::function<void(const std::string& bytes)> message;
  /// The connection was lost or made again: assume that messages were missed.
  std::function<void()> missed = [] {};
};

/// Ends with its destruction, which waits for calls that are running; afterwards none comes. It ends before its cache.
class Subscription {
 public:
  virtual ~Subscription() = default;
};

/// Errors of every call: `unavailable`, no other; that of a write or publication may have taken place.
/// Time is the process's Clock. `expiry`: under a millisecond counts as one. Keys, channels and bytes are any bytes.
class Cache {
 public:
  virtual ~Cache() = default;

  virtual Task<std::optional<std::string>> get(std::string key) = 0;
  virtual Task<void> set(std::string key, std::string bytes, std::chrono::milliseconds expiry) = 0;
  /// Forgets the value and the counter of this name.
  virtual Task<void> remove(std::string key) = 0;

  /// The count after `by` was added. Counters start at 0 and have names of their own beside those of values. The first
  /// increment sets the expiry, later ones leave it. Where memory is short, values go before counters.
  virtual Task<Count> increment(std::string counter, std::int64_t by, std::chrono::milliseconds expiry) = 0;

  /// To every present subscriber of `channel` in every instance, this one included; at most once.
  virtual Task<void> publish(std::string channel, std::string bytes) = 0;
  /// What is published after this has returned will come, or `missed` is called.
  virtual Task<std::unique_ptr<Subscription>> subscribe(std::string channel, Listener listener) = 0;
};

}  // namespace bookmarket::cache
