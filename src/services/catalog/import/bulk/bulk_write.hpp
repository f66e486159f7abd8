// Copies as files of stock. What is written here, read_bulk_file() reads again with nothing lost.
#pragma once

#include <span>

#include "services/catalog/import/bulk/bulk_row.hpp"

namespace bookmarket::catalog::import {

/// CRLF at line ends; CSV and rejects begin with a byte order mark, so that spreadsheets see UTF-8. `rows` as
/// read_bulk_file() gives them; an author's name with a semicolon outside brackets would be two. LibraryThing is not
/// written.
[[nodiscard]] std::string write_bulk_file(BulkFormat format, std::span<const BulkRow> rows);

/// One record of CSV, with a line end. Every cell is guarded against being run as a formula.
[[nodiscard]] std::string csv_line(std::span<const std::string> cells);
inline constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

}  // namespace bookmarket::catalog::import
