#include "services/catalog/covers/numbers.hpp"

#include <array>
#include <charconv>

namespace bookmarket::catalog::covers {

void append_number(std::string& out, int value) {
  std::array<char, 12> digits;
  out.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
}

void append_decimal(std::string& out, int value, int decimals) {
  if (value < 0) out += '-', value = -value;
  int unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  if (value >= unit || value == 0) append_number(out, value / unit);
  value %= unit;
  if (value) out += '.';
  for (; value > 0; value %= unit) {
    unit /= 10;
    out += static_cast<char>('0' + value / unit);
  }
}

}  // namespace bookmarket::catalog::covers
