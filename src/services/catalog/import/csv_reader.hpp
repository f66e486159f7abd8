// RFC 4180 records from a stream, in bounded memory, past every broken line.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/catalog/import/byte_source.hpp"
#include "services/catalog/import/encoding.hpp"

namespace bookmarket::catalog::import {

/// Where reading goes on: bytes of the source, and lines before it.
struct Position {
  std::uint64_t offset = 0;
  std::uint64_t lines = 0;

  bool operator==(const Position&) const = default;
};

/// One record or one broken line. Views live until the next call of CsvReader::next.
struct CsvItem {
  std::vector<std::string_view> fields = {};  ///< empty when broken
  std::string_view broken = {};               ///< why, a slug; empty: it is a record
  std::string_view raw;                       ///< the text it came from, without its line end
  std::uint64_t line = 0;                     ///< its first line, from 1
};

/// Slugs of CsvItem::broken.
inline constexpr std::string_view unterminated_quote = "unterminated_quote";
inline constexpr std::string_view text_after_quote = "text_after_closing_quote";
inline constexpr std::string_view wrong_field_count = "wrong_number_of_fields";
inline constexpr std::string_view nul_byte = "nul_byte";
inline constexpr std::string_view invalid_utf8 = "invalid_utf8";
inline constexpr std::string_view record_too_large = "record_too_large";

/// Every record with `columns` fields comes out, whatever stands around it: a broken record costs its first
/// line only, and reading goes on at the next. A quote inside an unquoted field is text. Blank lines are
/// skipped.
class CsvReader {
 public:
  struct Options {
    Encoding encoding = Encoding::utf8;
    char delimiter = ',';
    char line_end = '\n';     ///< with or without a CR before it; or the CR alone of old files
    std::size_t columns = 0;  ///< fields in every record; 0: any number
    std::size_t max_record = 1 << 20;
  };
  /// Reads on from where `source` stands, which is `at` in it.
  CsvReader(ByteSource& source, Options options, Position at = {});

  /// nullopt: the end. Error: the source failed.
  Result<std::optional<CsvItem>> next();
  /// Behind the last item.
  [[nodiscard]] Position position() const { return at_; }

 private:
  Result<bool> fill();
  std::string_view split(std::string_view text, bool at_end, std::size_t& end, std::vector<std::string_view>& fields);
  CsvItem taken(std::size_t bytes, CsvItem item);

  ByteSource& source_;
  Options options_;
  Decoder decoder_;
  Position at_;
  std::string buffer_;  ///< decoded text; what lies before begin_ is done with
  std::size_t begin_ = 0;
  bool ended_ = false;
  std::string piece_;
  std::deque<std::string> unescaped_;  ///< fields whose doubled quotes were undone
  std::size_t unescaped_used_ = 0;
};

/// The sign among , ; tab | that stands most often outside quotes in the first line.
[[nodiscard]] char detect_delimiter(std::string_view first_line);

}  // namespace bookmarket::catalog::import
