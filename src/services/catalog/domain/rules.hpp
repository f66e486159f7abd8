// What makes a work or an edition acceptable. Pure: every wrong field is named, none is repaired.
#pragma once

#include <string_view>
#include <vector>

#include "platform/base/result.hpp"
#include "services/catalog/domain/edition.hpp"
#include "services/catalog/domain/work.hpp"

namespace bookmarket::catalog {

inline constexpr std::size_t max_title = 500;  ///< characters, as all limits here
inline constexpr std::size_t max_name = 200;
inline constexpr std::size_t max_authors = 50;
inline constexpr int first_printed_year = 1400;

/// Is it a year a printed book may bear? Next year's books are sold in autumn.
[[nodiscard]] constexpr bool is_print_year(int year, int this_year) {
  return year >= first_printed_year && year <= this_year + 1;
}

/// JSON pointers are into the checked thing itself.
[[nodiscard]] std::vector<FieldError> check(const Work& work);
[[nodiscard]] std::vector<FieldError> check(const Edition& edition, int this_year);

}  // namespace bookmarket::catalog
