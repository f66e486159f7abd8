#include "services/catalog/domain/isbn.hpp"

#include <span>

#include "services/catalog/domain/isbn_ranges.hpp"

namespace bookmarket::catalog {
namespace {

/// EAN-13: weights 1 and 3 in turn; all thirteen sum to a multiple of ten.
char check_digit13(std::string_view first12) {
  int sum = 0;
  for (std::size_t i = 0; i < 12; ++i) sum += (first12[i] - '0') * (i % 2 == 0 ? 1 : 3);
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

/// ISBN-10: weights 10 down to 2; the sum with the check digit is a multiple of eleven, X standing for ten.
char check_digit10(std::string_view first9) {
  int sum = 0;
  for (std::size_t i = 0; i < 9; ++i) sum += (first9[i] - '0') * static_cast<int>(10 - i);
  const int digit = (11 - sum % 11) % 11;
  return digit == 10 ? 'X' : static_cast<char>('0' + digit);
}

/// Bytes of one separator at the start of `text`: space, no-break space, hyphen-minus, U+2010..U+2015, minus.
/// 0: none.
std::size_t separator(std::string_view text) {
  if (text[0] == ' ' || text[0] == '-') return 1;
  if (text.starts_with("\u00a0") || text.starts_with("\u00ad")) return 2;
  for (std::string_view dash : {"\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212"})
    if (text.starts_with(dash)) return 3;
  return 0;
}

bool upper_equals(std::string_view text, std::string_view upper) {
  if (text.size() != upper.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i] >= 'a' && text[i] <= 'z' ? static_cast<char>(text[i] - 'a' + 'A') : text[i];
    if (c != upper[i]) return false;
  }
  return true;
}

}  // namespace

std::expected<Isbn, IsbnError> Isbn::parse(std::string_view text) {
  const auto wrong = [](IsbnError e) { return std::unexpected(e); };
  while (!text.empty() && text[0] == ' ') text.remove_prefix(1);
  if (upper_equals(text.substr(0, 4), "ISBN")) {
    text.remove_prefix(4);
    if (text.starts_with("-10") || text.starts_with("-13")) text.remove_prefix(3);
    if (text.starts_with(":")) text.remove_prefix(1);
  }

  std::array<char, 13> found{};
  std::size_t n = 0;
  while (!text.empty()) {
    if (const std::size_t skip = separator(text)) {
      text.remove_prefix(skip);
      continue;
    }
    const char c = text[0];
    const bool last_of_ten = n == 9 && (c == 'X' || c == 'x');
    if (n == 13 || (!last_of_ten && (c < '0' || c > '9'))) return wrong(IsbnError::not_an_isbn);
    found[n++] = c == 'x' ? 'X' : c;
    text.remove_prefix(1);
  }

  Isbn isbn;
  if (n == 10) {
    if (check_digit10({found.data(), 9}) != found[9]) return wrong(IsbnError::wrong_check_digit);
    isbn.digits_ = {'9', '7', '8'};
    for (std::size_t i = 0; i < 9; ++i) isbn.digits_[3 + i] = found[i];
    isbn.digits_[12] = check_digit13({isbn.digits_.data(), 12});
    return isbn;
  }
  if (n != 13 || found[9] == 'X') return wrong(IsbnError::not_an_isbn);
  const std::string_view prefix(found.data(), 3);
  if (prefix != "978" && prefix != "979") return wrong(IsbnError::wrong_prefix);
  if (check_digit13({found.data(), 12}) != found[12]) return wrong(IsbnError::wrong_check_digit);
  isbn.digits_ = found;
  return isbn;
}

std::string Isbn::hyphenated() const {
  const std::string_view all = digits();
  const auto [group, registrant] = isbn_split(all);
  if (group == 0) return std::string(all);
  std::string text;
  text.reserve(17);
  text.append(all.substr(0, 3)).append("-").append(all.substr(3, group)).append("-");
  text.append(all.substr(3 + group, registrant)).append("-");
  text.append(all.substr(3 + group + registrant, 9 - group - registrant)).append("-").append(all.substr(12));
  return text;
}

std::string Isbn::isbn10() const {
  if (!digits().starts_with("978")) return {};
  std::string ten(digits().substr(3, 9));
  ten += check_digit10(ten);
  return ten;
}

std::string_view why(IsbnError e) {
  switch (e) {
    case IsbnError::not_an_isbn:
      return "An ISBN has 10 or 13 digits.";
    case IsbnError::wrong_prefix:
      return "An ISBN of 13 digits begins with 978 or 979.";
    case IsbnError::wrong_check_digit:
      return "The last digit does not fit the others: one of them is mistyped.";
  }
  return "";
}

}  // namespace bookmarket::catalog
