// ISBN: parsing, check digits, the 13-digit form and hyphenation (ISO 2108, ISBN Users' Manual 7th edition).
#pragma once

#include <array>
#include <compare>
#include <expected>
#include <string>
#include <string_view>

namespace bookmarket::catalog {

enum class IsbnError {
  not_an_isbn,   ///< other characters than digits, X, hyphens and spaces, or not 10 or 13 digits
  wrong_prefix,  ///< 13 digits that begin with neither 978 nor 979 (an article number of something else)
  wrong_check_digit
};

/// One sentence for a person.
[[nodiscard]] std::string_view why(IsbnError e);

/// Thirteen digits whose check digit is right.
class Isbn {
 public:
  /// ISBN-10 (converted) or ISBN-13, with hyphens, dashes or spaces anywhere, and an optional "ISBN" in
  /// front.
  static std::expected<Isbn, IsbnError> parse(std::string_view text);

  /// "9786177409402"
  [[nodiscard]] std::string_view digits() const { return {digits_.data(), digits_.size()}; }
  /// "978-617-7409-40-2"; the bare digits where the agency has not assigned the range.
  [[nodiscard]] std::string hyphenated() const;
  /// The ten-character form; empty for 979, which has none.
  [[nodiscard]] std::string isbn10() const;

  auto operator<=>(const Isbn&) const = default;

 private:
  std::array<char, 13> digits_{};
};

}  // namespace bookmarket::catalog
