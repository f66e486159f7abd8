// What makes a work, edition, copy or seller acceptable. Pure: every wrong field is named, none is repaired.
#pragma once

#include <string_view>
#include <vector>

#include "platform/base/result.hpp"
#include "services/catalog/domain/copy.hpp"
#include "services/catalog/domain/edition.hpp"
#include "services/catalog/domain/seller.hpp"
#include "services/catalog/domain/work.hpp"

namespace bookmarket::catalog {

inline constexpr std::size_t max_title = 500;  ///< characters, as all limits here
inline constexpr std::size_t max_name = 200;
inline constexpr std::size_t max_notes = 2000;
inline constexpr std::size_t max_authors = 50;
inline constexpr int first_printed_year = 1400;
inline constexpr std::int64_t max_price = 100'000'000;  ///< minor units: a million hryvnias

/// Is it a year a printed book may bear? Next year's books are sold in autumn.
[[nodiscard]] constexpr bool is_print_year(int year, int this_year) {
  return year >= first_printed_year && year <= this_year + 1;
}

/// `at` is the JSON pointer of the checked thing itself: "/body".
[[nodiscard]] std::vector<FieldError> check(const Work& work, std::string_view at = "");
[[nodiscard]] std::vector<FieldError> check(const Edition& edition, int this_year, std::string_view at = "");
[[nodiscard]] std::vector<FieldError> check(const Copy& copy, std::string_view at = "");
[[nodiscard]] std::vector<FieldError> check(const Seller& seller, std::string_view at = "");

}  // namespace bookmarket::catalog
