// What sellers send and are shown of imports of their stock.
#pragma once

#include "services/catalog/data_bulk.hpp"
#include "services/catalog/views_goodreads.hpp"
#include "services/catalog/views_shelf.hpp"

namespace bookmarket::catalog {

inline bool is_currency(std::string_view code) { return Currency::parse(code).has_value(); }

struct NewBulkImport {
  std::int64_t bytes = 0;
  std::string place;
  bool exchange = false;
  std::optional<std::string> currency;
  std::optional<Grade> grade;
  std::optional<import::BulkFormat> format;
  std::optional<BulkEncoding> encoding;
};
struct BulkImportView {
  BulkJobId id;
  BulkState state = BulkState::uploading;
  Timestamp created_at, expires_at;
  Place place;
  bool exchange = false;
  std::string currency;
  std::optional<Grade> grade;
  std::optional<import::BulkFormat> format;
  std::optional<std::string> encoding;
  int rows = 0, judged = 0, applied = 0;
  BulkCounts counts;
  int planned = 0, copies = 0;
  std::optional<std::int64_t> room;
  std::optional<FileUploadView> upload;
};
struct BulkImportsView {
  std::vector<BulkImportView> items;
};
struct BulkRowView {
  std::int64_t line = 0;
  BulkVerdict verdict = BulkVerdict::unjudged;
  std::string title;
  std::vector<std::string> authors;
  std::optional<std::string> isbn13, publisher;
  std::optional<int> year;
  std::optional<std::string> language;
  std::optional<Grade> grade;
  std::optional<Money> price;
  int quantity = 1;
  bool exchange = false;
  std::optional<std::string> notes, reference;
  std::optional<EditionCard> edition;
  std::optional<CopyId> duplicate_of;
  std::optional<std::int64_t> repeats_line;
  std::vector<import::Warning> problems, warnings;
};
struct BulkRowsView {
  std::vector<BulkRowView> items;
  std::optional<std::string> next_cursor;
};

}  // namespace bookmarket::catalog

namespace bookmarket::shape {

namespace bulk_fields {
inline constexpr Info exchange{.doc = "Whether copies are for exchange where their rows do not say."};
inline constexpr Info currency{.doc = "ISO 4217; of prices that name none. UAH unless given.",
                               .example = "UAH",
                               .min_length = 3,
                               .max_length = 3,
                               .pattern = "^[A-Z]{3}$",
                               .valid = catalog::is_currency,
                               .valid_detail = "Use a code of ISO 4217, such as UAH."};
inline constexpr Info grade{.doc = "Of rows that name none; without it those are rejected."};
}  // namespace bulk_fields

template <>
struct Describe<catalog::NewBulkImport> {
  using T = catalog::NewBulkImport;
  static constexpr std::string_view name = "NewBulkImport",
                                    doc = "A file of stock about to be uploaded, and what holds for all of it.";
  static constexpr auto fields = std::tuple{field("bytes", &T::bytes,
                                                  {.doc = "Its size.",
                                                   .example = "52430",
                                                   .min = 1,
                                                   .max = static_cast<std::int64_t>(catalog::import::most_bulk_bytes)}),
                                            field("place", &T::place, shelf_fields::place),
                                            field("exchange", &T::exchange, bulk_fields::exchange),
                                            field("currency", &T::currency, bulk_fields::currency),
                                            field("grade", &T::grade, bulk_fields::grade),
                                            field("format", &T::format, {.doc = "Left out: by the look of the file."}),
                                            field("encoding", &T::encoding, {.doc = "Left out: by its bytes."})};
};
template <>
struct Describe<catalog::BulkImportView> {
  using T = catalog::BulkImportView;
  static constexpr std::string_view name = "BulkImport", doc = "An import of a file of stock, and how far it got.";
  static constexpr auto fields = std::tuple{
      field("id", &T::id, {}),
      field("state", &T::state,
            {.doc = "uploading → judging → ready (look at its rows, then apply or discard it) → applying → done."}),
      field("created_at", &T::created_at, {}),
      field("expires_at", &T::expires_at, {.doc = "It is forgotten then; copies stay."}),
      field("place", &T::place, {}),
      field("exchange", &T::exchange, bulk_fields::exchange),
      field("currency", &T::currency, bulk_fields::currency),
      field("grade", &T::grade, bulk_fields::grade),
      field("format", &T::format, {.doc = "Of the file; while it was not read, as was said."}),
      field("encoding", &T::encoding, {.example = "UTF-8"}),
      field("rows", &T::rows, {.doc = "Of the file.", .example = "3000"}),
      field("judged", &T::judged, {.doc = "Rows so far.", .example = "1240"}),
      field("applied", &T::applied, {.doc = "Rows so far.", .example = "0"}),
      field("counts", &T::counts, {}),
      field("planned", &T::planned, {.doc = "Copies that come of the rows judged so far, when it is applied."}),
      field(
          "room", &T::room,
          {.doc =
               "While it is ready: copies that the shelf still takes. With fewer than planned it cannot be applied."}),
      field("copies", &T::copies, {.doc = "On the shelf by this import."}),
      field("upload", &T::upload, {.doc = "While it is uploading."})};
};
template <>
struct Describe<catalog::BulkImportsView> {
  using T = catalog::BulkImportsView;
  static constexpr std::string_view name = "BulkImports", doc = "";
  static constexpr auto fields = std::tuple{field("items", &T::items, {.doc = "Newest first."})};
};
template <>
struct Describe<catalog::BulkRowView> {
  using T = catalog::BulkRowView;
  static constexpr std::string_view name = "BulkRow", doc = "A row of the file, as it was understood.";
  static constexpr auto fields =
      std::tuple{field("line", &T::line, {.doc = "In the file, from 1."}),
                 field("verdict", &T::verdict, {}),
                 field("title", &T::title, {}),
                 field("authors", &T::authors, {}),
                 field("isbn13", &T::isbn13, {}),
                 field("publisher", &T::publisher, {}),
                 field("year", &T::year, {}),
                 field("language", &T::language, {}),
                 field("grade", &T::grade, {}),
                 field("price", &T::price, {}),
                 field("quantity", &T::quantity, {.doc = "As many copies are offered."}),
                 field("exchange", &T::exchange, {}),
                 field("notes", &T::notes, {}),
                 field("reference", &T::reference, {.doc = "The seller's own number."}),
                 field("edition", &T::edition, {.doc = "That was found for it."}),
                 field("duplicate_of", &T::duplicate_of, {.doc = "One's copy that it repeats."}),
                 field("repeats_line", &T::repeats_line, {.doc = "The line of the file that has the same reference."}),
                 field("problems", &T::problems, {.doc = "Why it is rejected, every field."}),
                 field("warnings", &T::warnings, {.doc = "What was left out or cut of it."})};
};
template <>
struct Describe<catalog::BulkRowsView> {
  using T = catalog::BulkRowsView;
  static constexpr std::string_view name = "BulkRows", doc = "";
  static constexpr auto fields = std::tuple{field("items", &T::items, {.doc = "In the order of the file."}),
                                            field("next_cursor", &T::next_cursor, {})};
};

}  // namespace bookmarket::shape
