#include "platform/telemetry/log.hpp"

#include <spdlog/async.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include "platform/base/boundary.hpp"
#include "platform/base/clock.hpp"
#include "platform/shape/json.hpp"

namespace bookmarket::telemetry {
namespace {

// A slow terminal must not stop the market: when the queue is full the oldest go. I/O loops hand over up to 64 kB of
// lines at once, so this also bounds memory to some 16 MB.
constexpr std::size_t queue_length = 256;
std::shared_ptr<spdlog::async_logger> logger;
Level threshold = Level::info;

constexpr std::string_view level_names[] = {"debug", "info", "warning", "error"};

}  // namespace

void start_log(Level least) {
  threshold = least;
  spdlog::init_thread_pool(queue_length, 1);
  logger = std::make_shared<spdlog::async_logger>("log", std::make_shared<spdlog::sinks::stderr_sink_mt>(),
                                                  spdlog::thread_pool(), spdlog::async_overflow_policy::overrun_oldest);
  logger->set_pattern("%v");
}

void stop_log() {
  if (logger) logger->flush();
  logger.reset();
  spdlog::shutdown();
}

void log(Level level, std::string_view event, std::initializer_list<LogField> fields) {
  if (!logger || level < threshold) return;
  std::string line = R"({"time":")" + to_rfc3339(Clock{}.now()) + R"(","level":")";
  line += level_names[static_cast<std::size_t>(level)];
  line += R"(","event":)";
  shape::write_json_string(line, event);
  for (const auto& f : fields) {
    line += ',';
    shape::write_json_string(line, f.name);
    line += ':';
    if (const auto* text = std::get_if<std::string_view>(&f.value))
      shape::write_json_string(line, *text);
    else if (const auto* n = std::get_if<std::int64_t>(&f.value))
      shape::write_json(line, *n);
    else
      shape::write_json(line, std::get<bool>(f.value));
  }
  line += '}';
  logger->info(line);
}

Level level_of(const Error& error) {
  return error.kind == ErrorKind::unavailable && error.code != "too_slow" ? Level::warning : Level::error;
}

void Logged::operator()(const std::exception_ptr& thrown) const {
  if (thrown) log(Level::error, event, {{"cause", error_of(thrown).cause}});
}

void log_lines(std::string lines) {
  if (!logger || threshold > Level::info || lines.empty()) return;
  if (lines.back() == '\n') lines.pop_back();
  logger->info(lines);
}

}  // namespace bookmarket::telemetry
