// The collections that the catalog owns, their indexes, and their documents.
#pragma once

#include "platform/store/store.hpp"
#include "services/catalog/domain/described.hpp"
#include "services/catalog/domain/ids.hpp"
#include "services/catalog/domain/seller.hpp"
#include "services/catalog/domain/vocabulary.hpp"

namespace bookmarket::catalog {

struct StoredWork {
  WorkId id;
  std::string title;
  std::vector<Author> authors;
  std::vector<AuthorId> author_ids;  ///< of `authors`: what the index sees
  std::string volume, genre_note;
  Genre genre = Genre::other;
  std::vector<std::string> languages;  ///< of its editions, without repetition
  std::optional<int> year;             ///< of its earliest edition known
  std::optional<int> year_max = {};    ///< of its newest; absent from what older versions stored
  std::string shard;                   ///< first two digits of the id: the sitemap lists works by it

  bool operator==(const StoredWork&) const = default;
};
[[nodiscard]] inline std::string shard_of(std::string_view work_id) { return std::string(work_id.substr(0, 2)); }

struct StoredEdition {
  EditionId id;
  WorkId work_id;
  std::optional<std::string> isbn13;  ///< digits only
  std::string title;
  std::vector<std::string> authors;  ///< as printed
  std::optional<int> year;
  std::string language, place, publisher, translator;
  std::string source, record_id;

  bool operator==(const StoredEdition&) const = default;
};

/// A copy that is not offered yet, as far as its owner has described it. Its id is the copy's.
struct StoredDraft {
  CopyId id;
  SellerId seller_id;
  Timestamp saved_at;
  std::optional<EditionId> edition_id;
  std::optional<Grade> grade;
  std::optional<std::string> notes;
  std::optional<Money> price;
  std::optional<bool> exchange;
  std::optional<std::string> place;  ///< code
  std::vector<Photo> photos;
  bool offered = false;  ///< it is becoming a copy with these photos: they change there
};

/// Imports write without events: whoever keeps what he read of the store compares this.
struct ImportGeneration {
  std::string generation;  ///< another after every import began
};

/// How far an import got, so that it goes on there after a crash. Id: hash of the file's name, size and first bytes.
struct StoredImport {
  std::int64_t offset = 0;  ///< bytes of the file whose records are in the catalogue
  bool done = false;
};

inline std::vector<store::Collection> collections() {
  return {
      {"works", {{"by_author", {{"author_ids"}, {"title"}}}, {"by_shard", {{"shard"}}}}},
      {"editions", {{"by_work", {{"work_id"}}}, {"by_isbn", {{"isbn13"}}}}},
      {"copies",
       {{"by_work", {{"work_id"}}},
        {"by_edition", {{"edition_id"}}},
        {"by_seller", {{"seller_id"}, {"listed_at"}}},
        {"by_seller_status", {{"seller_id"}, {"status"}, {"listed_at"}}},
        {"by_seller_edition", {{"seller_id"}, {"edition_id"}}},
        {"by_seller_reference", {{"seller_id"}, {"reference"}}}}},
      {"drafts", {{"by_seller", {{"seller_id"}, {"saved_at"}}}}},
      {"wishes",
       {{"by_reader", {{"reader_id"}, {"wished_at"}}},
        {"by_target", {{"target"}}},
        {"by_work", {{"work_id"}, {"reader_id"}}}}},
      {"alerts", {{"by_reader", {{"reader_id"}, {"matched_at"}}}, {"by_unread", {{"unread_by"}, {"matched_at"}}}}},
      {"waiting"},
      {"goodreads_imports"},
      {"bulk_jobs", {{"by_seller", {{"seller_id"}, {"created_at"}}}}},
      {"bulk_rows",
       {{"by_seller", {{"seller_id"}, {"job_id"}, {"number"}}}, {"by_verdict", {{"job_id"}, {"verdict"}, {"number"}}}}},
      {"bulk_claims"},
      {"authors"},
      {"sellers"},
      {"places"},
      {"imports"},
      {"catalog_state"}};
}

}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Describe<catalog::StoredWork> {
  using T = catalog::StoredWork;
  static constexpr std::string_view name = "StoredWork", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),           field("title", &T::title, {}),
                                            field("authors", &T::authors, {}), field("author_ids", &T::author_ids, {}),
                                            field("volume", &T::volume, {}),   field("genre_note", &T::genre_note, {}),
                                            field("genre", &T::genre, {}),     field("languages", &T::languages, {}),
                                            field("year", &T::year, {}),       field("year_max", &T::year_max, {}),
                                            field("shard", &T::shard, {})};
};
template <>
struct Describe<catalog::StoredEdition> {
  using T = catalog::StoredEdition;
  static constexpr std::string_view name = "StoredEdition", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("work_id", &T::work_id, {}),
                                            field("isbn13", &T::isbn13, {}),
                                            field("title", &T::title, {}),
                                            field("authors", &T::authors, {}),
                                            field("year", &T::year, {}),
                                            field("language", &T::language, {}),
                                            field("place", &T::place, {}),
                                            field("publisher", &T::publisher, {}),
                                            field("translator", &T::translator, {}),
                                            field("source", &T::source, {}),
                                            field("record_id", &T::record_id, {})};
};
template <>
struct Describe<catalog::Copy> {
  using T = catalog::Copy;
  static constexpr std::string_view name = "StoredCopy", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("edition_id", &T::edition_id, {}),
                                            field("work_id", &T::work_id, {}),
                                            field("seller_id", &T::seller_id, {}),
                                            field("grade", &T::grade, {}),
                                            field("notes", &T::notes, {}),
                                            field("price", &T::price, {}),
                                            field("for_exchange", &T::for_exchange, {}),
                                            field("place", &T::place, {}),
                                            field("photos", &T::photos, {}),
                                            field("status", &T::status, {}),
                                            field("listed_at", &T::listed_at, {}),
                                            field("request_digest", &T::request_digest, {}),
                                            field("restriction", &T::restriction, {}),
                                            field("reference", &T::reference, {})};
};
template <>
struct Describe<catalog::Seller> {
  using T = catalog::Seller;
  static constexpr std::string_view name = "StoredSeller", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {}),
                                            field("name", &T::name, {.pii = true}),
                                            field("place", &T::place, {.pii = true}),
                                            field("about", &T::about, {.pii = true}),
                                            field("since", &T::since, {}),
                                            field("demo", &T::demo, {}),
                                            field("languages", &T::languages, {.pii = true}),
                                            field("paused_at", &T::paused_at, {}),
                                            field("blocked_at", &T::blocked_at, {}),
                                            field("account_version", &T::account_version, {})};
};
template <>
struct Describe<catalog::StoredDraft> {
  using T = catalog::StoredDraft;
  static constexpr std::string_view name = "StoredDraft", doc = "";
  static constexpr auto fields = std::tuple{
      field("id", &T::id, {}),         field("seller_id", &T::seller_id, {}),   field("saved_at", &T::saved_at, {}),
      field("grade", &T::grade, {}),   field("edition_id", &T::edition_id, {}), field("notes", &T::notes, {}),
      field("price", &T::price, {}),   field("exchange", &T::exchange, {}),     field("place", &T::place, {}),
      field("photos", &T::photos, {}), field("offered", &T::offered, {})};
};
template <>
struct Describe<catalog::ImportGeneration> {
  using T = catalog::ImportGeneration;
  static constexpr std::string_view name = "ImportGeneration", doc = "";
  static constexpr auto fields = std::tuple{field("generation", &T::generation, {})};
};
template <>
struct Describe<catalog::StoredImport> {
  using T = catalog::StoredImport;
  static constexpr std::string_view name = "StoredImport", doc = "";
  static constexpr auto fields = std::tuple{field("offset", &T::offset, {}), field("done", &T::done, {})};
};

}  // namespace bookmarket::shape
