#include "platform/cache/cache_memory.hpp"

#include <algorithm>

namespace bookmarket::cache {
namespace {

using std::chrono::milliseconds;

/// What list, map and set add to an entry, by sizes of their nodes; near enough for a bound.
constexpr std::size_t bookkeeping = 288;
/// So many expired entries go with every write: a sweep never lasts, and ends where more expires than is written.
constexpr int sweep = 32;

Timestamp end_of(Timestamp now, milliseconds expiry) {
  constexpr milliseconds longest = std::chrono::years(100);  // the sum must not overflow
  return now + std::clamp(expiry, milliseconds(1), longest);
}

}  // namespace

MemoryCache::Entry* MemoryCache::Table::find(const std::string& key, Timestamp now) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  if (found->second->until <= now) {
    drop(found->second);
    return nullptr;
  }
  by_use_.splice(by_use_.begin(), by_use_, found->second);
  return &*found->second;
}

void MemoryCache::Table::put(Entry entry) {
  remove(entry.key);
  by_use_.push_front(std::move(entry));
  const auto& kept = by_use_.front();
  by_key_.emplace(kept.key, by_use_.begin());
  by_expiry_.emplace(kept.until, kept.key);
  bytes_ += kept.key.size() + kept.bytes.size() + bookkeeping;
}

void MemoryCache::Table::remove(const std::string& key) {
  if (const auto found = by_key_.find(key); found != by_key_.end()) drop(found->second);
}

void MemoryCache::Table::drop(Place entry) {
  bytes_ -= entry->key.size() + entry->bytes.size() + bookkeeping;
  by_expiry_.erase({entry->until, entry->key});
  by_key_.erase(entry->key);
  by_use_.erase(entry);
}

void MemoryCache::Table::drop_least_used() { drop(std::prev(by_use_.end())); }

void MemoryCache::Table::drop_expired(Timestamp now) {
  for (int i = 0; i < sweep && !by_expiry_.empty() && by_expiry_.begin()->first <= now; ++i)
    drop(by_key_.at(by_expiry_.begin()->second));
}

void MemoryCache::make_room(Timestamp now) {
  values_.drop_expired(now);
  counters_.drop_expired(now);
  while (values_.bytes() + counters_.bytes() > options_.max_bytes) {
    // A lost value is read again where it came from; a lost counter forgives somebody's attempts.
    (values_.size() > 0 ? values_ : counters_).drop_least_used();
  }
}

std::optional<std::string> MemoryCache::value_of(const std::string& key) {
  const auto now = options_.clock.now();
  const std::lock_guard lock(mutex_);
  const auto* entry = values_.find(key, now);
  if (entry == nullptr) return std::nullopt;
  return entry->bytes;
}

void MemoryCache::keep_value(std::string key, std::string bytes, milliseconds expiry) {
  const auto now = options_.clock.now();
  const std::lock_guard lock(mutex_);
  if (key.size() + bytes.size() + bookkeeping > options_.max_bytes) return values_.remove(key);
  values_.put({std::move(key), std::move(bytes), 0, end_of(now, expiry)});
  make_room(now);
}

Count MemoryCache::add(std::string counter, std::int64_t by, milliseconds expiry) {
  const auto now = options_.clock.now();
  const std::lock_guard lock(mutex_);
  if (auto* entry = counters_.find(counter, now)) {
    if (__builtin_add_overflow(entry->count, by, &entry->count)) entry->count = by > 0 ? INT64_MAX : INT64_MIN;
    return {entry->count, entry->until - now};
  }
  const auto until = end_of(now, expiry);
  counters_.put({std::move(counter), {}, by, until});
  make_room(now);
  return {by, until - now};
}

MemoryCache::Usage MemoryCache::usage() const {
  const std::lock_guard lock(mutex_);
  return {values_.bytes() + counters_.bytes(), values_.size(), counters_.size()};
}

Task<std::optional<std::string>> MemoryCache::get(std::string key) { co_return value_of(key); }

Task<void> MemoryCache::set(std::string key, std::string bytes, milliseconds expiry) {
  keep_value(std::move(key), std::move(bytes), expiry);
  co_return Result<void>{};
}

Task<void> MemoryCache::remove(std::string key) {
  {
    const std::lock_guard lock(mutex_);
    values_.remove(key);
    counters_.remove(key);
  }
  co_return Result<void>{};
}

Task<Count> MemoryCache::increment(std::string counter, std::int64_t by, milliseconds expiry) {
  co_return add(std::move(counter), by, expiry);
}

/// Counts the running calls of each subscriber instead of holding a lock over them, so that a listener may publish and
/// subscribe in its turn.
void MemoryCache::deliver(const std::string& channel, const std::string& bytes) noexcept {
  std::vector<Subscriber*> reached;
  {
    const std::lock_guard lock(subscribers_mutex_);
    for (auto& subscriber : subscribers_) {
      if (subscriber.channel != channel) continue;
      ++subscriber.running;
      reached.push_back(&subscriber);
    }
  }
  for (auto* subscriber : reached) {
    subscriber->listener.message(bytes);
    const std::lock_guard lock(subscribers_mutex_);
    --subscriber->running;
    call_ended_.notify_all();
  }
}

Task<void> MemoryCache::publish(std::string channel, std::string bytes) {
  deliver(channel, bytes);
  co_return Result<void>{};
}

class MemoryCache::MemorySubscription final : public Subscription {
 public:
  MemorySubscription(MemoryCache& cache, Subscriber subscriber) : cache_(cache) {
    const std::lock_guard lock(cache_.subscribers_mutex_);
    subscriber_ = cache_.subscribers_.insert(cache_.subscribers_.end(), std::move(subscriber));
  }
  ~MemorySubscription() override {
    std::list<Subscriber> ended;  // its listener is destroyed outside the lock
    std::unique_lock lock(cache_.subscribers_mutex_);
    ended.splice(ended.end(), cache_.subscribers_, subscriber_);
    cache_.call_ended_.wait(lock, [this] { return subscriber_->running == 0; });
  }
  MemorySubscription(const MemorySubscription&) = delete;
  MemorySubscription& operator=(const MemorySubscription&) = delete;

 private:
  MemoryCache& cache_;
  std::list<Subscriber>::iterator subscriber_;
};

Task<std::unique_ptr<Subscription>> MemoryCache::subscribe(std::string channel, Listener listener) {
  co_return std::make_unique<MemorySubscription>(*this, Subscriber{std::move(channel), std::move(listener)});
}

}  // namespace bookmarket::cache
