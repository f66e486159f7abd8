#pragma once

#include <string_view>

namespace bookmarket::auth {

/// One line that shows what it holds: no control characters, no line ends, nothing that turns the direction of text.
[[nodiscard]] bool is_plain_text(std::string_view utf8);
inline constexpr std::string_view plain_text_detail = "Use one line, without control characters.";
/// The same for a schema.
inline constexpr std::string_view plain_text_pattern =
    R"(^[^\u0000-\u001F\u007F-\u009F\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]*$)";

}  // namespace bookmarket::auth
