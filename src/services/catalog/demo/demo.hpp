// Invented sellers and copies for the demonstration catalogue. The same input gives the same output on every
// machine.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "platform/base/result.hpp"
#include "services/catalog/domain/copy.hpp"
#include "services/catalog/domain/edition.hpp"
#include "services/catalog/domain/seller.hpp"

namespace bookmarket::catalog::demo {

struct Town {
  Place place;
  unsigned weight = 0;
};
/// Reads data/towns.csv. `invalid` with code demo_towns_unreadable if a line is not code,name,region,weight.
[[nodiscard]] Result<std::vector<Town>> parse_towns(std::string_view csv);

inline constexpr std::size_t seller_count = 300;
/// Every listing of the demonstration is older than this.
inline constexpr Timestamp epoch = std::chrono::sys_days(std::chrono::year(2026) / 11 / 1);

/// 300 sellers with different names, each with «(демо)» in it. `towns` must not be empty.
[[nodiscard]] std::vector<Seller> sellers(std::span<const Town> towns);

/// An edition to make copies of.
struct Printing {
  const Edition* edition;
  Genre genre = Genre::other;
  unsigned editions_of_work = 1;  ///< known editions of the work: what is often printed is often resold
};
/// None to some ten copies of each, about 1.07 on average over the two demonstration files. Copies depend on
/// their edition and on `sellers` (as made above) only, so that editions may come in any batches.
[[nodiscard]] std::vector<Copy> copies(std::span<const Printing> batch, std::span<const Seller> sellers);

}  // namespace bookmarket::catalog::demo
