// Where the hyphens of an ISBN stand.
#pragma once

#include <cstddef>
#include <string_view>

namespace bookmarket::catalog {

/// Digits in the registration group and in the registrant element. Both 0: the range is not assigned.
struct IsbnSplit {
  std::size_t group = 0;
  std::size_t registrant = 0;
};
[[nodiscard]] IsbnSplit isbn_split(std::string_view thirteen_digits);

}  // namespace bookmarket::catalog
