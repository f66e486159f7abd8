// The two languages of the pages: Ukrainian at /, English under /en.
#pragma once

#include <cstdint>
#include <string>

namespace bookmarket::web {

enum class Language : std::uint8_t { uk, en };

/// `path` without a language prefix: "/", "/works/…".
[[nodiscard]] inline std::string local_path(Language language, const std::string& path) {
  if (language == Language::uk) return path;
  return path == "/" ? "/en" : "/en" + path;
}

}  // namespace bookmarket::web
