// What people who bring a Goodreads library send and are shown.
#pragma once

#include "services/catalog/data_wishes.hpp"
#include "services/catalog/views.hpp"

namespace bookmarket::catalog {

inline constexpr std::int64_t most_goodreads_bytes = 5'000'000;

struct NewGoodreadsFile {
  std::int64_t bytes = 0;
};
struct FileUploadView {
  std::string method, url, content_type;
  Timestamp expires_at;
};
struct GoodreadsBook {
  std::int64_t line = 0;
  std::string title;
  std::optional<std::string> author, isbn13;
  std::optional<WorkId> work_id;
  std::optional<EditionId> edition_id;
  std::int64_t copies = 0;
};
struct GoodreadsBooks {
  std::int64_t total = 0;
  std::vector<GoodreadsBook> items;
};
struct GoodreadsReject {
  std::int64_t line = 0;
  std::string reason;
};
struct GoodreadsRejects {
  std::int64_t total = 0;
  std::vector<GoodreadsReject> items;
};
struct GoodreadsPreview {
  std::string file;
  GoodreadsBooks wishes, drafts, unmatched;
  GoodreadsRejects rejects;
  std::int64_t others = 0;
};
struct GoodreadsResult {
  std::int64_t wished = 0, drafted = 0, known = 0, left_out = 0;
};
struct GoodreadsImportView {
  GoodreadsState state = GoodreadsState::preview;
  std::optional<GoodreadsPreview> preview;
  std::optional<GoodreadsResult> result;
};
struct GoodreadsConfirmation {
  std::string file;
};

}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Describe<catalog::NewGoodreadsFile> {
  using T = catalog::NewGoodreadsFile;
  static constexpr std::string_view name = "NewGoodreadsFile", doc = "The file that Goodreads exports a library as.";
  static constexpr auto fields = std::tuple{field(
      "bytes", &T::bytes, {.doc = "Its size.", .example = "120000", .min = 1, .max = catalog::most_goodreads_bytes})};
};
template <>
struct Describe<catalog::FileUploadView> {
  using T = catalog::FileUploadView;
  static constexpr std::string_view name = "FileUpload", doc = "Where the bytes of a file go, and how.";
  static constexpr auto fields = std::tuple{
      field("method", &T::method, {.example = "PUT"}),
      field("url", &T::url, {.doc = "Takes them without any other permission, until it expires."}),
      field("content_type", &T::content_type, {.doc = "The header to send."}), field("expires_at", &T::expires_at, {})};
};
template <>
struct Describe<catalog::GoodreadsBook> {
  using T = catalog::GoodreadsBook;
  static constexpr std::string_view name = "GoodreadsBook", doc = "A line of the file.";
  static constexpr auto fields =
      std::tuple{field("line", &T::line, {.doc = "Of the file, from 1.", .example = "2"}),
                 field("title", &T::title, {.doc = "As it stands there."}),
                 field("author", &T::author, {}),
                 field("isbn13", &T::isbn13, {}),
                 field("work_id", &T::work_id, {.doc = "Of the work that it is here."}),
                 field("edition_id", &T::edition_id, {.doc = "Of the edition that it is here, by its ISBN."}),
                 field("copies", &T::copies, {.doc = "Owned.", .example = "1"})};
};
template <>
struct Describe<catalog::GoodreadsBooks> {
  using T = catalog::GoodreadsBooks;
  static constexpr std::string_view name = "GoodreadsBooks", doc = "";
  static constexpr auto fields =
      std::tuple{field("total", &T::total, {.doc = "How many there are.", .example = "12", .min = 0}),
                 field("items", &T::items, {.doc = "The first 500 of them."})};
};
template <>
struct Describe<catalog::GoodreadsReject> {
  using T = catalog::GoodreadsReject;
  static constexpr std::string_view name = "GoodreadsReject", doc = "A line that cannot be used.";
  static constexpr auto fields = std::tuple{
      field("line", &T::line, {.doc = "Of the file, from 1.", .example = "7"}),
      field("reason", &T::reason, {.doc = "A slug: unterminated_quote, no_title, ….", .example = "no_title"})};
};
template <>
struct Describe<catalog::GoodreadsRejects> {
  using T = catalog::GoodreadsRejects;
  static constexpr std::string_view name = "GoodreadsRejects", doc = "";
  static constexpr auto fields =
      std::tuple{field("total", &T::total, {.doc = "How many there are.", .example = "0", .min = 0}),
                 field("items", &T::items, {.doc = "The first 500 of them."})};
};
template <>
struct Describe<catalog::GoodreadsPreview> {
  using T = catalog::GoodreadsPreview;
  static constexpr std::string_view name = "GoodreadsPreview", doc = "What would become of the file; nothing is done.";
  static constexpr auto fields = std::tuple{
      field("file", &T::file, {.doc = "To be sent back, so that nothing is applied but what was looked at."}),
      field("wishes", &T::wishes, {.doc = "On the shelf “to-read”: will be wished for, in any edition."}),
      field("drafts", &T::drafts, {.doc = "Owned: will be drafts, one for each copy, at most ten of a book."}),
      field("unmatched", &T::unmatched, {.doc = "Which the catalogue does not have, or not in that edition."}),
      field("rejects", &T::rejects, {}),
      field("others", &T::others, {.doc = "Books neither to read nor owned.", .example = "40", .min = 0})};
};
template <>
struct Describe<catalog::GoodreadsResult> {
  using T = catalog::GoodreadsResult;
  static constexpr std::string_view name = "GoodreadsResult", doc = "What has become of the file so far.";
  static constexpr auto fields =
      std::tuple{field("wished", &T::wished, {.doc = "New wishes.", .example = "12", .min = 0}),
                 field("drafted", &T::drafted, {.doc = "New drafts.", .example = "3", .min = 0}),
                 field("known", &T::known, {.doc = "Wishes and drafts that were there.", .example = "0", .min = 0}),
                 field("left_out", &T::left_out,
                       {.doc = "For which the wish list or the drafts had no room.", .example = "0", .min = 0})};
};
template <>
struct Describe<catalog::GoodreadsImportView> {
  using T = catalog::GoodreadsImportView;
  static constexpr std::string_view name = "GoodreadsImport", doc = "";
  static constexpr auto fields =
      std::tuple{field("state", &T::state, {.doc = "What is done: looked at, being applied, or applied."}),
                 field("preview", &T::preview, {.doc = "Until it is applied."}),
                 field("result", &T::result, {.doc = "From then on."})};
};
template <>
struct Describe<catalog::GoodreadsConfirmation> {
  using T = catalog::GoodreadsConfirmation;
  static constexpr std::string_view name = "GoodreadsConfirmation", doc = "";
  static constexpr auto fields =
      std::tuple{field("file", &T::file, {.doc = "From the preview.", .min_length = 1, .max_length = 200})};
};

}  // namespace bookmarket::shape
