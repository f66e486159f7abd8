// Any bytes as a seller's file of stock, in every format: read to the end, within its bounds; and what was understood
// is written and understood again as the same.
#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "services/catalog/domain/fold.hpp"
#include "services/catalog/import/bulk/bulk_file.hpp"
#include "services/catalog/import/bulk/bulk_write.hpp"

using namespace bookmarket::catalog;
using namespace bookmarket::catalog::import;

namespace {

void check(const ReadBulkRow& row, std::size_t columns) {
  if (row.line == 0 || (row.cells.size() != columns && !row.cells.empty())) std::abort();
  if (row.cells.empty() && row.text.empty() && row.problems.empty()) std::abort();
  std::size_t kept = row.text.size();
  for (const auto& c : row.cells) kept += c.size();
  if (kept > most_kept_bytes || !is_utf8(row.text) || !std::ranges::all_of(row.cells, is_utf8)) std::abort();
  if (row.problems.size() + row.warnings.size() > 20) std::abort();
  if (!row.problems.empty()) return;
  if (row.row.title.empty() || length(row.row.title) > 500 || length(row.row.notes) > 2000) std::abort();
  if (row.row.quantity < 1 || row.row.quantity > most_quantity) std::abort();
  if (row.row.price && row.row.price->amount <= 0) std::abort();
  if (!row.row.isbn13.empty() && !Isbn::parse(row.row.isbn13)) std::abort();
  if (catalogue_entry(record_of(row.row)).work.title.empty()) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const auto format :
       {std::optional<BulkFormat>{}, std::optional(BulkFormat::uiee), std::optional(BulkFormat::csv)}) {
    const auto file = read_bulk_file(bytes, {.format = format, .this_year = 2026});
    if (!file) continue;
    if (file->columns.size() > most_bulk_columns || file->rows.size() > most_bulk_rows) std::abort();
    std::vector<BulkRow> understood;
    for (const auto& row : file->rows) {
      check(row, file->columns.size());
      if (row.problems.empty()) understood.push_back(row.row);
    }
    if (understood.empty()) continue;
    for (const auto as : {BulkFormat::csv, BulkFormat::abebooks, BulkFormat::uiee}) {
      const auto again =
          read_bulk_file(write_bulk_file(as, understood), {.encoding = Encoding::utf8, .this_year = 2026});
      if (!again || again->rows.size() != understood.size()) std::abort();
      for (std::size_t i = 0; i < understood.size(); ++i)
        if (again->rows[i].row != understood[i]) std::abort();
    }
  }
  return 0;
}
