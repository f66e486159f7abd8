// A shared pointer that many threads read and one at a time replaces.
#pragma once

#include <array>
#include <atomic>
#include <memory>
#include <mutex>

namespace bookmarket {

/// Each reader thread copies from a slot of its own (threads share one only when there are more than slots), so
/// readers never wait for each other, and for a writer only while it sets their slot. std::atomic<std::shared_ptr> of
/// libstdc++ 12 would be the same with one slot, but releases its inner lock relaxed: a data race (fixed in GCC 13).
template <class T>
class Published {
 public:
  explicit Published(std::shared_ptr<const T> value = nullptr) { store(std::move(value)); }

  [[nodiscard]] std::shared_ptr<const T> load() const {
    auto& slot = slots_[own_slot()];
    const std::lock_guard lock(slot.mutex);
    return slot.value;
  }
  /// On return every reader gets `value`. Callers take turns.
  void store(const std::shared_ptr<const T>& value) {
    for (auto& slot : slots_) {
      auto old = value;
      const std::lock_guard lock(slot.mutex);
      slot.value.swap(old);
    }
  }

 private:
  struct alignas(64) Slot {
    std::mutex mutex;
    std::shared_ptr<const T> value;
  };

  static std::size_t own_slot() {
    static std::atomic<std::size_t> threads = 0;
    thread_local const std::size_t mine = threads.fetch_add(1, std::memory_order_relaxed);
    return mine % slots;
  }

  static constexpr std::size_t slots = 16;
  mutable std::array<Slot, slots> slots_;
};

}  // namespace bookmarket
