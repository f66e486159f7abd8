// Places where a test may make the program fail or die (`serve --test-control`). Off, they cost one atomic load.
#pragma once

#include <string_view>

#include "platform/base/result.hpp"

namespace bookmarket {

enum class FailpointAction : unsigned char { off, fail, kill };

/// Arms or disarms one place by name.
void set_failpoint(std::string_view name, FailpointAction action);
/// `fail`: an `unavailable` error with code failpoint. `kill`: the process ends here as by kill -9.
[[nodiscard]] Result<void> failpoint(std::string_view name);

}  // namespace bookmarket
