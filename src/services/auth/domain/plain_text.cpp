#include "services/auth/domain/plain_text.hpp"

#include <algorithm>

#include "services/auth/domain/unicode.hpp"

namespace bookmarket::auth {
namespace {

/// Line ends, embeddings, overrides and isolates of Unicode, and the byte order mark.
bool turns_or_breaks(char32_t c) {
  return (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F || c == 0xFEFF;
}

}  // namespace

bool is_plain_text(std::string_view utf8) {
  const auto text = code_points(utf8);
  return std::ranges::none_of(text, [](char32_t c) { return is_control(c) || turns_or_breaks(c); });
}

}  // namespace bookmarket::auth
