// The few forms of Unicode text that the rules of accounts compare.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bookmarket::auth {

/// Normalisation form C. Nothing: `text` is not UTF-8. Its time grows with the square of a run of combining marks, so
/// bound the length of what comes from outside first.
[[nodiscard]] std::optional<std::string> nfc(std::string_view text);

/// What is the same to a person who guesses: NFKC without case and invisible characters. Empty when not UTF-8.
[[nodiscard]] std::string fold(std::string_view text);

/// Lower case letter by letter, in form C. `text` is UTF-8.
[[nodiscard]] std::string lower(std::string_view text);

/// `text` is UTF-8.
[[nodiscard]] std::u32string code_points(std::string_view text);

[[nodiscard]] bool is_letter(char32_t c);  ///< or a mark on one
[[nodiscard]] bool is_digit(char32_t c);   ///< a number of any script
[[nodiscard]] bool is_control(char32_t c);

}  // namespace bookmarket::auth
