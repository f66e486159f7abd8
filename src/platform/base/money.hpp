// Money: integer minor units of one currency. Never a floating-point number.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.hpp"

namespace bookmarket {

/// ISO 4217 code; three upper-case letters.
class Currency {
 public:
  constexpr Currency() = default;
  /// nullopt: not three upper-case Latin letters.
  static constexpr std::optional<Currency> parse(std::string_view code) {
    if (code.size() != 3) return std::nullopt;
    Currency c;
    for (std::size_t i = 0; i < 3; ++i) {
      if (code[i] < 'A' || code[i] > 'Z') return std::nullopt;
      c.code_[i] = code[i];
    }
    return c;
  }
  [[nodiscard]] constexpr std::string_view code() const { return {code_.data(), code_.size()}; }
  constexpr bool operator==(const Currency&) const = default;

 private:
  std::array<char, 3> code_{'U', 'A', 'H'};
};

struct Money {
  std::int64_t amount = 0;  ///< minor units (kopiykas, cents)
  Currency currency = {};

  constexpr bool operator==(const Money&) const = default;
};

/// Sum in one currency. Error: other currency, or the sum leaves int64.
[[nodiscard]] inline Result<Money> add(Money a, Money b) {
  if (a.currency != b.currency)
    return fail(ErrorKind::internal, "currency_mismatch", "Amounts in two currencies were added.");
  std::int64_t sum = 0;
  if (__builtin_add_overflow(a.amount, b.amount, &sum))
    return fail(ErrorKind::internal, "money_overflow", "An amount left the range of 64 bits.");
  return Money{sum, a.currency};
}

}  // namespace bookmarket
