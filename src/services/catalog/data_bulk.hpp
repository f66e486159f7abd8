// Documents of bulk imports: a job, and a child document of each row of its file.
#pragma once

#include "platform/shape/shape.hpp"
#include "services/catalog/domain/described.hpp"
#include "services/catalog/domain/ids.hpp"
#include "services/catalog/import/bulk/bulk_row.hpp"

namespace bookmarket::catalog {

using BulkJobId = Id<struct BulkJobTag>;

/// `discarded`: nobody sees it any more, and its rows are being removed.
enum class BulkState : std::uint8_t { uploading, judging, ready, applying, done, discarded };
/// What becomes of a row. `new_edition`: an offer, too, of an edition that nobody had.
enum class BulkVerdict : std::uint8_t { unjudged, offer, new_edition, duplicate, reject };
enum class BulkEncoding : std::uint8_t { utf8, windows_1251 };

/// What holds for the whole file where its rows say nothing.
struct BulkSettings {
  Place place;
  bool exchange = false;
  std::string currency = "UAH";
  std::optional<Grade> grade;
  std::optional<import::BulkFormat> format;  ///< absent: by the look of the file
  std::optional<BulkEncoding> encoding;      ///< absent: by its bytes
};

struct BulkCounts {
  int offers = 0, new_editions = 0, duplicates = 0, rejects = 0;
};

struct StoredBulkJob {
  BulkJobId id;
  SellerId seller_id;
  BulkState state = BulkState::uploading;
  BulkSettings settings;
  std::string request_digest;  ///< of the command that began it, to know it when it comes again
  Timestamp created_at, expires_at;
  std::optional<import::BulkFormat> format = {};  ///< of the file, once it was read
  std::string encoding = {};                      ///< as iconv calls it
  std::vector<std::string> columns = {};
  int rows = 0;
  int judged = 0, applied = 0;  ///< rows, in their order
  BulkCounts counts = {};
  int planned = 0;  ///< copies of the rows so far that are offers
  int copies = 0;   ///< offered
};

struct StoredBulkRow {
  SellerId seller_id;
  std::string job_id;
  int number = 0;  ///< in the file, from 0
  std::int64_t line = 0;
  BulkVerdict verdict = BulkVerdict::unjudged;
  std::vector<std::string> cells = {};  ///< as they stand in the file, while it may be a reject
  std::string text = {};                ///< instead of cells, of a row that has none
  import::BulkRow row = {};
  std::vector<import::Warning> problems = {}, warnings = {};
  std::optional<std::int64_t> repeats_line = {};
  std::optional<EditionId> edition_id = {};
  std::optional<CopyId> duplicate_of = {};
};

/// Which import of a seller is under way. Id: the seller's.
struct StoredBulkClaim {
  SellerId seller_id;
  BulkJobId job_id;
};

}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Slugs<catalog::import::BulkFormat> {
  static constexpr std::string_view name = "BulkFormat";
  static constexpr std::array<std::string_view, 4> values{"csv", "abebooks", "uiee", "librarything"};
};
template <>
struct Slugs<catalog::BulkState> {
  static constexpr std::string_view name = "BulkState";
  static constexpr std::array<std::string_view, 6> values{"uploading", "judging", "ready",
                                                          "applying",  "done",    "discarded"};
};
template <>
struct Slugs<catalog::BulkVerdict> {
  static constexpr std::string_view name = "BulkVerdict";
  static constexpr std::array<std::string_view, 5> values{"unjudged", "offer", "new_edition", "duplicate", "reject"};
};
template <>
struct Slugs<catalog::BulkEncoding> {
  static constexpr std::string_view name = "BulkEncoding";
  static constexpr std::array<std::string_view, 2> values{"utf-8", "windows-1251"};
};
template <>
struct Describe<catalog::import::Warning> {
  using T = catalog::import::Warning;
  static constexpr std::string_view name = "RowMessage", doc = "What is wrong with a value of a row.";
  static constexpr auto fields =
      std::tuple{field("field", &T::field, {.doc = "Empty: the row as a whole.", .example = "price"}),
                 field("code", &T::code, {.doc = "Stable slug.", .example = "not_a_price"}),
                 field("value", &T::value, {.doc = "As it stands in the file, its beginning.", .example = "дорого"})};
};
template <>
struct Describe<catalog::import::BulkRow> {
  using T = catalog::import::BulkRow;
  static constexpr std::string_view name = "StoredBulkRowValues", doc = "";
  static constexpr auto fields = std::tuple{field("title", &T::title, {}),
                                            field("authors", &T::authors, {}),
                                            field("isbn13", &T::isbn13, {}),
                                            field("publisher", &T::publisher, {}),
                                            field("publication_place", &T::publication_place, {}),
                                            field("year", &T::year, {}),
                                            field("language", &T::language, {}),
                                            field("translator", &T::translator, {}),
                                            field("grade", &T::grade, {}),
                                            field("price", &T::price, {}),
                                            field("quantity", &T::quantity, {}),
                                            field("exchange", &T::exchange, {}),
                                            field("notes", &T::notes, {}),
                                            field("reference", &T::reference, {}),
                                            field("settlement", &T::settlement, {})};
};
template <>
struct Describe<catalog::BulkSettings> {
  using T = catalog::BulkSettings;
  static constexpr std::string_view name = "StoredBulkSettings", doc = "";
  static constexpr auto fields =
      std::tuple{field("place", &T::place, {.pii = true}), field("exchange", &T::exchange, {}),
                 field("currency", &T::currency, {}),      field("grade", &T::grade, {}),
                 field("format", &T::format, {}),          field("encoding", &T::encoding, {})};
};
template <>
struct Describe<catalog::BulkCounts> {
  using T = catalog::BulkCounts;
  static constexpr std::string_view name = "BulkCounts", doc = "Rows by what becomes of them, of those judged.";
  static constexpr auto fields =
      std::tuple{field("offers", &T::offers, {.doc = "The edition is known."}),
                 field("new_editions", &T::new_editions, {.doc = "The edition is added with the copy."}),
                 field("duplicates", &T::duplicates, {.doc = "A copy on one's shelf already; left out."}),
                 field("rejects", &T::rejects, {.doc = "Cannot be used; see their problems."})};
};
template <>
struct Describe<catalog::StoredBulkJob> {
  using T = catalog::StoredBulkJob;
  static constexpr std::string_view name = "StoredBulkJob", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("seller_id", &T::seller_id, {}),
                                            field("state", &T::state, {}),
                                            field("settings", &T::settings, {}),
                                            field("request_digest", &T::request_digest, {}),
                                            field("created_at", &T::created_at, {}),
                                            field("expires_at", &T::expires_at, {}),
                                            field("format", &T::format, {}),
                                            field("encoding", &T::encoding, {}),
                                            field("columns", &T::columns, {}),
                                            field("rows", &T::rows, {}),
                                            field("judged", &T::judged, {}),
                                            field("applied", &T::applied, {}),
                                            field("counts", &T::counts, {}),
                                            field("planned", &T::planned, {}),
                                            field("copies", &T::copies, {})};
};
template <>
struct Describe<catalog::StoredBulkRow> {
  using T = catalog::StoredBulkRow;
  static constexpr std::string_view name = "StoredBulkRow", doc = "";
  static constexpr auto fields = std::tuple{field("seller_id", &T::seller_id, {}),
                                            field("job_id", &T::job_id, {}),
                                            field("number", &T::number, {}),
                                            field("line", &T::line, {}),
                                            field("verdict", &T::verdict, {}),
                                            field("cells", &T::cells, {.pii = true}),
                                            field("text", &T::text, {.pii = true}),
                                            field("row", &T::row, {.pii = true}),
                                            field("problems", &T::problems, {.pii = true}),
                                            field("warnings", &T::warnings, {.pii = true}),
                                            field("repeats_line", &T::repeats_line, {}),
                                            field("edition_id", &T::edition_id, {}),
                                            field("duplicate_of", &T::duplicate_of, {})};
};
template <>
struct Describe<catalog::StoredBulkClaim> {
  using T = catalog::StoredBulkClaim;
  static constexpr std::string_view name = "StoredBulkClaim", doc = "";
  static constexpr auto fields = std::tuple{field("seller_id", &T::seller_id, {}), field("job_id", &T::job_id, {})};
};

}  // namespace bookmarket::shape
