// A seller's stock as a file lists it: what one row says of a book and of the copies of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/money.hpp"
#include "services/catalog/domain/vocabulary.hpp"
#include "services/catalog/import/record.hpp"

namespace bookmarket::catalog::import {

inline constexpr std::size_t most_bulk_bytes = std::size_t{8} << 20U;
inline constexpr std::size_t most_bulk_rows = 10'000;
inline constexpr std::size_t most_bulk_columns = 100;
/// Of one row as it stands in the file, in UTF-8. The largest that write_bulk_file() makes of an edition and a copy
/// that the market takes has 57 KiB: fifty authors of 200 characters are 40 of them.
inline constexpr std::size_t most_bulk_row_bytes = std::size_t{64} << 10U;
/// Up to here a row is kept as it stands in the file, too, to be given back where it is rejected; of larger ones their
/// beginning is: with what is read of a row both stay within a document, however they are escaped.
inline constexpr std::size_t most_kept_bytes = std::size_t{12} << 10U, most_shown_bytes = 1000;

/// docs/bulk-files.md tells of each.
enum class BulkFormat : std::uint8_t { csv, abebooks, uiee, librarything };

/// Empty strings and lists: not given.
struct BulkRow {
  std::string title = {};
  std::vector<std::string> authors = {};
  std::string isbn13 = {};  ///< digits of an ISBN whose check digit is right
  std::string publisher = {};
  std::string publication_place = {};
  std::optional<int> year = {};
  std::string language = {};  ///< ISO 639-1, or -2 where there is no two-letter code
  std::string translator = {};
  std::optional<Grade> grade = {};
  std::optional<Money> price = {};
  int quantity = 1;  ///< 1..most_quantity
  std::optional<bool> exchange = {};
  std::string notes = {};       ///< may have several lines
  std::string reference = {};   ///< the seller's own number of the copy
  std::string settlement = {};  ///< code of the codifier (KATOTTG): where the copy is

  bool operator==(const BulkRow&) const = default;
};
inline constexpr int most_quantity = 100;

/// What the catalogue makes an edition of.
[[nodiscard]] ImportRecord record_of(const BulkRow& row);

}  // namespace bookmarket::catalog::import
