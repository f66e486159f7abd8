// Import files as records: our own CSV and the library export of Goodreads, told apart by their headers.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "services/catalog/import/csv_reader.hpp"
#include "services/catalog/import/record.hpp"

namespace bookmarket::catalog::import {

enum class Format : std::uint8_t { automatic, csv, goodreads };

struct ReadOptions {
  Format format = Format::automatic;
  std::string default_source = {};  ///< of records that name none; empty: their ids do not count
  int this_year = 0;                ///< years after the next one are not believed
};

/// A line that gave no record.
struct Reject {
  std::uint64_t line = 0;
  std::string reason;  ///< a slug: one of CsvItem::broken, "no_title", "title_too_long", "id_too_long"
  std::string raw;     ///< as UTF-8 where it is; at most the record size limit
};
struct ReadRecord {
  std::uint64_t line = 0;
  ImportRecord record;
  std::string raw;  ///< as in Reject
};
using ImportItem = std::variant<ReadRecord, Reject>;

/// Bounded memory; goes on after every bad line.
class RecordReader {
 public:
  /// Detects encoding and delimiter, reads the header (`title` required, any order, unknown columns ignored)
  /// and stands behind it. Errors: `invalid` with code import_no_title_column, import_duplicate_column,
  /// import_too_many_columns, import_empty or import_not_goodreads; what the source fails with.
  static Result<std::unique_ptr<RecordReader>> open(std::unique_ptr<ByteSource> source, ReadOptions options);

  /// nullopt: the end.
  Result<std::optional<ImportItem>> next();
  /// Behind the last item.
  [[nodiscard]] Position position() const { return csv_->position(); }
  [[nodiscard]] std::uint64_t size() const { return source_->size(); }
  [[nodiscard]] Encoding encoding() const { return encoding_; }
  [[nodiscard]] Format format() const { return format_; }

  /// What a column holds; several source columns may map to one meaning.
  enum class Column : std::uint8_t {
    ignored,
    id,
    isbn13,
    isbn10,
    title,
    author,
    more_authors,
    year,
    original_year,
    language,
    place,
    publisher,
    genre,
    translator,
    source,
    shelf,
    owned
  };

 private:
  RecordReader() = default;
  ImportItem item(const CsvItem& row) const;

  std::unique_ptr<ByteSource> source_;
  std::unique_ptr<CsvReader> csv_;
  ReadOptions options_;
  Encoding encoding_ = Encoding::utf8;
  Format format_ = Format::csv;
  std::vector<Column> columns_;
};

}  // namespace bookmarket::catalog::import
