// The embedded cache: the memory of this process. Publications reach their subscribers on the publisher's thread.
#pragma once

#include <condition_variable>
#include <list>
#include <mutex>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "platform/cache/cache.hpp"

namespace bookmarket::cache {

struct MemoryOptions {
  std::size_t max_bytes = 64u << 20;  ///< of keys, values, counters and what keeps track of them
  const Clock& clock;                 ///< outlives the cache
};

class MemoryCache final : public Cache {
 public:
  explicit MemoryCache(MemoryOptions options) : options_(options) {}

  Task<std::optional<std::string>> get(std::string key) override;
  /// A value that does not fit at all is not kept.
  Task<void> set(std::string key, std::string bytes, std::chrono::milliseconds expiry) override;
  Task<void> remove(std::string key) override;
  Task<Count> increment(std::string counter, std::int64_t by, std::chrono::milliseconds expiry) override;
  Task<void> publish(std::string channel, std::string bytes) override;
  Task<std::unique_ptr<Subscription>> subscribe(std::string channel, Listener listener) override;

  struct Usage {
    std::size_t bytes, values, counters;
  };
  [[nodiscard]] Usage usage() const;

 private:
  struct Entry {
    std::string key, bytes;
    std::int64_t count;
    Timestamp until;
  };
  /// Entries by key, by use and by expiry.
  class Table {
   public:
    /// nullptr: absent or expired. Else it counts as used now.
    Entry* find(const std::string& key, Timestamp now);
    void put(Entry entry);
    void remove(const std::string& key);
    void drop_least_used();
    void drop_expired(Timestamp now);
    [[nodiscard]] std::size_t size() const { return by_use_.size(); }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }

   private:
    using Place = std::list<Entry>::iterator;
    void drop(Place entry);

    std::list<Entry> by_use_;  ///< the last used in front
    std::unordered_map<std::string_view, Place> by_key_;
    std::set<std::pair<Timestamp, std::string_view>> by_expiry_;
    std::size_t bytes_ = 0;
  };
  struct Subscriber {
    std::string channel;
    Listener listener;
    int running = 0;
  };
  class MemorySubscription;

  [[nodiscard]] std::optional<std::string> value_of(const std::string& key);
  void keep_value(std::string key, std::string bytes, std::chrono::milliseconds expiry);
  [[nodiscard]] Count add(std::string counter, std::int64_t by, std::chrono::milliseconds expiry);
  void make_room(Timestamp now);
  void deliver(const std::string& channel, const std::string& bytes) noexcept;

  MemoryOptions options_;
  mutable std::mutex mutex_;
  Table values_, counters_;

  std::mutex subscribers_mutex_;
  std::condition_variable call_ended_;
  std::list<Subscriber> subscribers_;
};

}  // namespace bookmarket::cache
