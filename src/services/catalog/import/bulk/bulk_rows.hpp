// The rows of a file as cells, before anybody asks what they mean.
#pragma once

#include "services/catalog/import/bulk/bulk_file.hpp"

namespace bookmarket::catalog::import {

struct RawRow {
  std::uint64_t line = 0;
  std::vector<std::string> cells = {};  ///< as many as there are columns; of a broken row none
  std::string broken = {};              ///< why, a slug; empty: it is a row
  std::string text = {};                ///< of a broken row, and the beginning of one over most_kept_bytes
};
struct RawTable {
  std::vector<std::string> columns = {};
  std::vector<RawRow> rows = {};
};

/// Records of UIEE: lines CODE|value up to a blank line. Lines before the first of them are a header and say nothing.
[[nodiscard]] bool looks_like_uiee(std::string_view text);
[[nodiscard]] Result<RawTable> uiee_rows(std::string_view text);
/// A header and rows. Delimiter: as the header has it. A row that its quotes break is taken as if they were text.
[[nodiscard]] Result<RawTable> delimited_rows(std::string_view text);

/// Text of a row that is shown and kept: at most so many bytes of UTF-8, without control characters.
[[nodiscard]] std::string shown_text(std::string_view text, std::size_t most = most_kept_bytes);
[[nodiscard]] std::unexpected<Error> too_many_rows();

}  // namespace bookmarket::catalog::import
