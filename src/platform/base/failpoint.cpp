#include "platform/base/failpoint.hpp"

#include <atomic>
#include <csignal>
#include <map>
#include <mutex>
#include <string>

namespace bookmarket {
namespace {

std::atomic<bool> any_armed{false};
std::mutex mutex;
std::map<std::string, FailpointAction, std::less<>>& armed() {
  static std::map<std::string, FailpointAction, std::less<>> points;
  return points;
}

}  // namespace

void set_failpoint(std::string_view name, FailpointAction action) {
  const std::lock_guard lock(mutex);
  if (action == FailpointAction::off)
    armed().erase(std::string(name));
  else
    armed()[std::string(name)] = action;
  any_armed = !armed().empty();
}

Result<void> failpoint(std::string_view name) {
  if (!any_armed.load(std::memory_order_relaxed)) return {};
  const std::lock_guard lock(mutex);
  const auto it = armed().find(name);
  if (it == armed().end()) return {};
  if (it->second == FailpointAction::kill) std::raise(SIGKILL);
  return unavailable("failpoint", "failpoint " + std::string(name));
}

}  // namespace bookmarket
