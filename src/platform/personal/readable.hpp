// Stored values as JSON that people read.
#pragma once

#include <string>
#include <vector>

#include "platform/shape/value.hpp"

namespace bookmarket::personal {

/// A list of objects, indented by two blanks; times in ISO 8601, bytes in base64url; ends with a line break.
[[nodiscard]] std::string readable(const std::vector<Object>& documents);

}  // namespace bookmarket::personal
