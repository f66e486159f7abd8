// Sellers' files of stock in four formats, read whole: pure, in bounded memory, past every broken row.
#pragma once

#include "services/catalog/import/bulk/bulk_row.hpp"
#include "services/catalog/import/encoding.hpp"

namespace bookmarket::catalog::import {

struct BulkOptions {
  std::optional<BulkFormat> format = {};  ///< nullopt: by the look of the file
  std::optional<Encoding> encoding = {};  ///< nullopt: by its bytes
  Currency currency = {};                 ///< of prices that name none
  int this_year = 0;                      ///< years after the next one are not believed
};

struct ReadBulkRow {
  std::uint64_t line = 0;               ///< its first line, from 1
  std::vector<std::string> cells = {};  ///< as they stand in the file, by BulkFile::columns
  std::string text = {};                ///< instead of cells, of a broken row and of one over most_kept_bytes
  BulkRow row = {};
  /// Why it cannot become a copy, by field; of a broken row one without a field. None: it can.
  std::vector<Warning> problems = {};
  std::vector<Warning> warnings = {};  ///< what was left out or cut; one for each field and reason
  std::uint64_t repeats_line = 0;      ///< of the earlier row that has this reference, too; 0: none
};

struct BulkFile {
  BulkFormat format = BulkFormat::csv;
  Encoding encoding = Encoding::utf8;
  std::vector<std::string> columns = {};  ///< names as the file has them; of UIEE its codes
  std::vector<ReadBulkRow> rows = {};
};

/// Errors: `invalid` with code import_empty, import_no_title_column, import_duplicate_column, import_too_many_columns,
/// import_wrong_format (it is not what BulkOptions::format says); `too_large` with code import_too_large or
/// import_too_many_rows.
[[nodiscard]] Result<BulkFile> read_bulk_file(std::string_view bytes, const BulkOptions& options);

}  // namespace bookmarket::catalog::import
