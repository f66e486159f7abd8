// A place of this market to lead somebody to.
#pragma once

#include <string_view>

namespace bookmarket::auth {

inline constexpr std::string_view local_path_pattern = R"(^/([!-.0-\[\]-~][!-\[\]-~]*)?$)";

/// An absolute path, with a query or without, that no browser takes for the address of another host: one slash at its
/// start, no backslash, nothing but printable ASCII.
[[nodiscard]] constexpr bool is_local_path(std::string_view path) {
  if (!path.starts_with('/') || path.starts_with("//")) return false;
  for (const char c : path)
    if (c <= ' ' || c > '~' || c == '\\') return false;
  return true;
}

}  // namespace bookmarket::auth
