#include <map>

#include "services/catalog/import/bulk/bulk_write.hpp"
#include "services/catalog/usecases/bulk_parts.hpp"

namespace bookmarket::catalog {
namespace {

constexpr unsigned copies_a_page = 500;
constexpr int pages_a_file = 10;

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
          .reference = copy.reference.value_or(copy.id.to_string()),
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

}  // namespace

Task<ExportedCopies> export_copies(Catalog& catalog, SellerId seller, ExportQuery wanted) {
  auto allowed = co_await allow(catalog, seller, "export_copies", 120, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  std::vector<import::BulkRow> rows;
  store::Query query{.collection = "copies",
                     .index = "by_seller",
                     .equals = {seller.to_string()},
                     .cursor = std::move(wanted.cursor).value_or(""),
                     .limit = copies_a_page};
  for (int pages = 0; pages < pages_a_file; ++pages) {
    auto page = co_await catalog.store.query(query);
    if (!page) co_return fail(std::move(page).error());
    auto copies = store::read_all<Copy>(page->documents, catalog.unreadable);
    std::erase_if(copies,
                  [](const Copy& c) { return c.status == CopyStatus::sold || c.status == CopyStatus::withdrawn; });
    std::vector<std::string> ids;
    for (const auto& c : copies) ids.push_back(c.edition_id.to_string());
    auto editions = co_await store::find_many<StoredEdition>(catalog.store, "editions", ids, catalog.unreadable);
    if (!editions) co_return fail(std::move(editions).error());
    std::map<EditionId, StoredEdition> known;
    for (auto& e : *editions) known.emplace(e.id, std::move(e));
    for (const auto& c : copies)
      if (const auto edition = known.find(c.edition_id); edition != known.end())
        rows.push_back(row_of(c, edition->second));
    query.cursor = std::move(page->next_cursor);
    if (query.cursor.empty()) break;
  }
  co_return ExportedCopies{import::write_bulk_file(format_of(wanted.format), rows), std::move(query.cursor)};
}

}  // namespace bookmarket::catalog
