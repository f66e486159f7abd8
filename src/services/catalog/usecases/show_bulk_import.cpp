#include <map>

#include "services/catalog/import/bulk/bulk_write.hpp"
#include "services/catalog/usecases/bulk_parts.hpp"
#include "services/catalog/usecases/cards.hpp"

namespace bookmarket::catalog {
namespace {

BulkRowView view_of(const StoredBulkJob& job, StoredBulkRow r) {
  BulkRowView out{.line = r.line,
                  .verdict = r.verdict,
                  .title = std::move(r.row.title),
                  .authors = std::move(r.row.authors),
                  .isbn13 = unless_empty(std::move(r.row.isbn13)),
                  .publisher = unless_empty(std::move(r.row.publisher)),
                  .year = r.row.year,
                  .language = unless_empty(std::move(r.row.language)),
                  .grade = r.row.grade,
                  .price = r.row.price,
                  .quantity = r.row.quantity,
                  .exchange = offers_exchange(job, r.row),
                  .notes = unless_empty(std::move(r.row.notes)),
                  .reference = unless_empty(std::move(r.row.reference)),
                  .edition = {},
                  .duplicate_of = r.duplicate_of,
                  .repeats_line = r.repeats_line,
                  .problems = std::move(r.problems),
                  .warnings = std::move(r.warnings)};
  return out;
}

/// The columns of the file, what is wrong, and the text of a row without cells.
std::string reject_line(const StoredBulkJob& job, const StoredBulkRow& row) {
  auto cells = row.cells;
  cells.resize(job.columns.size());
  std::string fields, reasons;
  for (const auto& p : row.problems) {
    fields += (fields.empty() ? "" : "; ") + p.field;
    reasons += (reasons.empty() ? "" : "; ") + p.code;
  }
  cells.push_back(std::to_string(row.line));
  cells.push_back(std::move(fields));
  cells.push_back(std::move(reasons));
  cells.push_back(row.text);
  return import::csv_line(cells);
}

Task<store::QueryPage> rows_page(Catalog& catalog, StoredBulkJob job, std::optional<BulkVerdict> verdict,
                                 std::string cursor, unsigned limit) {
  auto query = query_of_bulk_rows(job, limit);
  query.cursor = std::move(cursor);
  if (verdict) {
    const auto slugs = shape::Slugs<BulkVerdict>::values;
    query.index = "by_verdict";
    query.equals = {job.id.to_string(), std::string(slugs[static_cast<std::size_t>(*verdict)])};
  }
  co_return co_await catalog.store.query(std::move(query));
}

}  // namespace

Task<BulkImportView> show_bulk_import(Catalog& catalog, SellerId seller, BulkJobId id) {
  auto job = co_await own_bulk_job(catalog, seller, id);
  if (!job) co_return fail(std::move(job).error());
  auto view = bulk_import_view(catalog, *job);
  if (!view || view->state != BulkState::ready) co_return view;
  // Whoever waits for the rows asks often, whoever looks at them does not; and a shelf takes a while to be counted.
  auto allowed = co_await allow(catalog, seller, "show_bulk_import", 300, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto room = co_await room_on_shelf(catalog, seller);
  if (!room) co_return fail(std::move(room).error());
  view->room = *room;
  co_return view;
}

Task<BulkImportsView> list_bulk_imports(Catalog& catalog, SellerId seller) {
  auto page = co_await catalog.store.query({.collection = "bulk_jobs",
                                            .index = "by_seller",
                                            .equals = {seller.to_string()},
                                            .descending = true,
                                            .limit = 50});
  if (!page) co_return fail(std::move(page).error());
  BulkImportsView out;
  for (const auto& job : store::read_all<StoredBulkJob>(page->documents, catalog.unreadable)) {
    if (job.state == BulkState::discarded) continue;
    auto view = bulk_import_view(catalog, job);
    if (!view) co_return fail(std::move(view).error());
    out.items.push_back(std::move(*view));
  }
  co_return out;
}

Task<BulkRowsView> list_bulk_rows(Catalog& catalog, SellerId seller, BulkJobId id, BulkRowsQuery query) {
  auto job = co_await own_bulk_job(catalog, seller, id);
  if (!job) co_return fail(std::move(job).error());
  auto page =
      co_await rows_page(catalog, *job, query.verdict, std::move(query.cursor).value_or(""), query.limit.value_or(24));
  if (!page) co_return fail(std::move(page).error());
  auto rows = store::read_all<StoredBulkRow>(page->documents, catalog.unreadable);
  std::vector<std::string> ids;
  for (const auto& r : rows)
    if (r.edition_id) ids.push_back(r.edition_id->to_string());
  auto editions = co_await store::find_many<StoredEdition>(catalog.store, "editions", ids, catalog.unreadable);
  if (!editions) co_return fail(std::move(editions).error());
  std::map<EditionId, EditionCard> cards;
  for (const auto& e : *editions) cards.emplace(e.id, edition_card(e));
  BulkRowsView out{.items = {}, .next_cursor = unless_empty(std::move(page->next_cursor))};
  for (auto& r : rows) {
    const auto edition = r.edition_id ? cards.find(*r.edition_id) : cards.end();
    out.items.push_back(view_of(*job, std::move(r)));
    if (edition != cards.end()) out.items.back().edition = edition->second;
  }
  co_return out;
}

Task<std::string> download_bulk_rejects(Catalog& catalog, SellerId seller, BulkJobId id) {
  auto job = co_await own_bulk_job(catalog, seller, id);
  if (!job) co_return fail(std::move(job).error());
  auto allowed = co_await allow(catalog, seller, "download_bulk_rejects", 60, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto header = job->columns;
  for (const auto* more : {"reject_line", "reject_field", "reject_reason", "reject_text"}) header.emplace_back(more);
  std::string out(import::byte_order_mark);
  out += import::csv_line(header);
  std::string cursor;
  do {
    auto page = co_await rows_page(catalog, *job, BulkVerdict::reject, cursor, 500);
    if (!page) co_return fail(std::move(page).error());
    for (const auto& row : store::read_all<StoredBulkRow>(page->documents, catalog.unreadable))
      if (!row.problems.empty()) out += reject_line(*job, row);
    cursor = std::move(page->next_cursor);
  } while (!cursor.empty());
  co_return out;
}

Task<void> discard_bulk_import(Catalog& catalog, SellerId seller, BulkJobId id) {
  auto job = co_await own_bulk_job(catalog, seller, id);
  if (!job) co_return fail(std::move(job).error());
  co_return co_await discard_bulk_job(catalog, id);
}

}  // namespace bookmarket::catalog
