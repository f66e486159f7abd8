#include <algorithm>
#include <iterator>
#include <map>

#include "services/catalog/import/bulk/bulk_write.hpp"
#include "services/catalog/usecases/bulk_parts.hpp"

namespace bookmarket::catalog {
namespace {

constexpr unsigned copies_a_page = 100;
constexpr std::size_t copies_a_file = 5000, bytes_of_an_id = 50;
/// What an import takes, although each reference may become an id. A page has less, whatever its copies are.
constexpr std::size_t most_file_bytes = import::most_bulk_bytes - copies_a_file * bytes_of_an_id;

import::BulkRow row_of(const Copy& copy, const StoredEdition& edition) {
  return {.title = edition.title,
          .authors = edition.authors,
          .isbn13 = edition.isbn13.value_or(""),
          .publisher = edition.publisher,
          .publication_place = edition.place,
          .year = edition.year,
          .language = edition.language,
          .translator = edition.translator,
          .grade = copy.grade,
          .price = copy.price,
          .exchange = copy.for_exchange,
          .notes = copy.notes,
          .reference = copy.reference.value_or(""),
          .settlement = copy.place.code};
}

import::BulkFormat format_of(ExportFormat format) {
  switch (format) {
    case ExportFormat::abebooks:
      return import::BulkFormat::abebooks;
    case ExportFormat::uiee:
      return import::BulkFormat::uiee;
    default:
      return import::BulkFormat::csv;
  }
}

struct Exported {
  CopyId id;
  import::BulkRow row;
};

Task<std::vector<Exported>> exported(Catalog& catalog, std::vector<store::Document> documents) {
  auto copies = store::read_all<Copy>(documents, catalog.unreadable);
  std::erase_if(copies,
                [](const Copy& c) { return c.status == CopyStatus::sold || c.status == CopyStatus::withdrawn; });
  std::vector<std::string> ids;
  for (const auto& c : copies) ids.push_back(c.edition_id.to_string());
  auto editions = co_await store::find_many<StoredEdition>(catalog.store, "editions", ids, catalog.unreadable);
  if (!editions) co_return fail(std::move(editions).error());
  std::map<EditionId, StoredEdition> known;
  for (auto& e : *editions) known.emplace(e.id, std::move(e));
  std::vector<Exported> out;
  for (const auto& c : copies)
    if (const auto edition = known.find(c.edition_id); edition != known.end())
      out.push_back({c.id, row_of(c, edition->second)});
  co_return out;
}

std::size_t written_bytes(import::BulkFormat format, const std::vector<Exported>& copies) {
  std::vector<import::BulkRow> rows;
  for (const auto& c : copies) rows.push_back(c.row);
  return import::write_bulk_file(format, rows).size();
}

/// A reference stands in one row, for a second one would be left out as the first come again: copies that are alike
/// but for their ids are one row of so many, and another copy with it has its id in its place, as one without has.
std::vector<import::BulkRow> rows_of(std::vector<Exported> copies) {
  std::vector<import::BulkRow> out;
  std::map<std::string, std::size_t> first;
  for (auto& [id, row] : copies) {
    const auto at = row.reference.empty() ? first.end() : first.find(row.reference);
    if (at != first.end()) {
      row.quantity = out[at->second].quantity;
      if (row == out[at->second] && row.quantity < import::most_quantity) {
        ++out[at->second].quantity;
        continue;
      }
      row.quantity = 1;
    }
    if (row.reference.empty() || at != first.end()) row.reference = id.to_string();
    first.emplace(row.reference, out.size());
    out.push_back(std::move(row));
  }
  return out;
}

}  // namespace

Task<ExportedCopies> export_copies(Catalog& catalog, SellerId seller, ExportQuery wanted) {
  auto allowed = co_await allow(catalog, seller, "export_copies", 120, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  const auto format = format_of(wanted.format);
  std::vector<Exported> copies;
  std::size_t bytes = 0;
  store::Query query{.collection = "copies",
                     .index = "by_seller",
                     .equals = {seller.to_string()},
                     .cursor = std::move(wanted.cursor).value_or(""),
                     .limit = copies_a_page};
  while (copies.size() + copies_a_page <= copies_a_file) {
    auto page = co_await catalog.store.query(query);
    if (!page) co_return fail(std::move(page).error());
    auto more = co_await exported(catalog, std::move(page->documents));
    if (!more) co_return fail(std::move(more).error());
    bytes += written_bytes(format, *more);
    if (!copies.empty() && bytes > most_file_bytes) break;  // these are for the next file
    std::ranges::move(*more, std::back_inserter(copies));
    query.cursor = std::move(page->next_cursor);
    if (query.cursor.empty()) break;
  }
  co_return ExportedCopies{import::write_bulk_file(format, rows_of(std::move(copies))), std::move(query.cursor)};
}

}  // namespace bookmarket::catalog
