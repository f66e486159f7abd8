// The only source of the current time. UTC, milliseconds (what every store can keep).
#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace bookmarket {

using Timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

class Clock {
 public:
  [[nodiscard]] Timestamp now() const noexcept {
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now()) +
           std::chrono::milliseconds(ahead_ms_.load(std::memory_order_relaxed));
  }
  /// Moves this clock ahead, so that deadlines of days are tested in seconds (`serve --test-control`).
  void advance(std::chrono::milliseconds by) noexcept { ahead_ms_.fetch_add(by.count(), std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> ahead_ms_{0};
};

/// RFC 3339 in UTC with milliseconds: 2026-01-31T23:59:59.000Z
[[nodiscard]] std::string to_rfc3339(Timestamp t);
/// Reads what to_rfc3339 writes, with or without the fraction. nullopt: not such a text.
[[nodiscard]] std::optional<Timestamp> from_rfc3339(std::string_view text);

}  // namespace bookmarket
