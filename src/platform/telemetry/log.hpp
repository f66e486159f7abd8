// The log: one JSON object per line on standard error, written by a thread of its own so that no I/O loop waits
// for a terminal or a pipe. A line carries ids, never personal data and never a secret.
#pragma once

#include <cstdint>
#include <exception>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

#include "platform/base/result.hpp"

namespace bookmarket::telemetry {

enum class Level : std::uint8_t { debug, info, warning, error };

struct LogField {
  std::string_view name;
  std::variant<std::string_view, std::int64_t, bool> value;
};

/// Starts the writer thread; lines under `least` are dropped. Call once, before threads that log.
void start_log(Level least);
/// Writes what is queued and ends the thread.
void stop_log();

/// {"time":…,"level":…,"event":…,<fields>}. `event` is a stable slug such as "server_ready".
void log(Level level, std::string_view event, std::initializer_list<LogField> fields = {});
/// Of a request that failed: a warning where a dependency is away or a part still loads, else an error of ours.
[[nodiscard]] Level level_of(const Error& error);
/// Ends a task that nobody waits for: what it threw goes to the log as `event`.
struct Logged {
  std::string_view event;
  void operator()(const std::exception_ptr& thrown) const;
};
/// Whole lines, already JSON: how I/O loops hand over a batch of access lines.
void log_lines(std::string lines);

}  // namespace bookmarket::telemetry
