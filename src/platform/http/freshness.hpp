// When is a ready answer still true? Every document an answer was made from is one of its tags; a change of the
// document bumps the tag, and the answer is not served again (DESIGN §8). Readers take no lock.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace bookmarket::http {

using TagSlot = std::uint16_t;

class Freshness {
 public:
  /// Tags share 65,536 slots; a collision only costs a needless refill.
  [[nodiscard]] static TagSlot slot_of(std::string_view tag);

  /// Taken before a handler reads anything; what it makes is compared with it.
  [[nodiscard]] std::uint64_t moment() const { return sequence_.load(std::memory_order_acquire); }
  /// True while none of `tags` was bumped, and nothing flushed, after `moment`.
  [[nodiscard]] bool holds(const std::vector<TagSlot>& tags, std::uint64_t moment) const {
    if (flushed_.load(std::memory_order_acquire) > moment) return false;
    for (const auto t : tags)
      if ((*bumped_)[t].load(std::memory_order_acquire) > moment) return false;
    return true;
  }
  void bump(std::string_view tag) { raise((*bumped_)[slot_of(tag)]); }
  /// After news may have been lost (a re-made broadcast connection, a rebuilt index): nothing made before counts.
  void flush() { raise(flushed_); }

 private:
  /// Two threads may bump at once: the later number stays.
  void raise(std::atomic<std::uint64_t>& mark) {
    const auto now = sequence_.fetch_add(1, std::memory_order_acq_rel) + 1;
    auto seen = mark.load(std::memory_order_relaxed);
    while (seen < now && !mark.compare_exchange_weak(seen, now, std::memory_order_acq_rel)) {
    }
  }

  std::atomic<std::uint64_t> sequence_{0}, flushed_{0};
  std::unique_ptr<std::array<std::atomic<std::uint64_t>, 65536>> bumped_ =
      std::make_unique<std::array<std::atomic<std::uint64_t>, 65536>>();
};

}  // namespace bookmarket::http
