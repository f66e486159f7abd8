#include <algorithm>

#include "services/catalog/domain/fold.hpp"
#include "services/catalog/domain/rules.hpp"
#include "services/catalog/usecases/bulk_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

/// Of those with the ISBN the one of this title; else the first.
std::optional<StoredEdition> best_of(std::vector<StoredEdition> editions, const std::string& title) {
  if (editions.empty()) return std::nullopt;
  const auto same =
      std::ranges::find_if(editions, [&](const StoredEdition& e) { return fold(e.title) == fold(title); });
  return std::move(same == editions.end() ? editions.front() : *same);
}

/// Nothing that both say differs.
bool may_be(const StoredEdition& edition, const import::BulkRow& row) {
  const auto differ = [](const std::string& a, const std::string& b) {
    return !a.empty() && !b.empty() && fold(a) != fold(b);
  };
  return (!row.year || !edition.year || row.year == edition.year) && !differ(row.publisher, edition.publisher) &&
         !differ(row.language, edition.language) && !differ(row.translator, edition.translator) &&
         !differ(row.publication_place, edition.place);
}

Task<std::optional<StoredEdition>> edition_of(Catalog& catalog, import::BulkRow row, import::CatalogueEntry entry) {
  if (!row.isbn13.empty()) {
    auto known =
        co_await store::find_by<StoredEdition>(catalog.store, "editions", "by_isbn", row.isbn13, catalog.unreadable);
    if (!known) co_return fail(std::move(known).error());
    co_return best_of(std::move(*known), row.title);
  }
  auto same = co_await store::find<StoredEdition>(catalog.store, "editions", entry.edition.id.to_string());
  if (!same) co_return fail(std::move(same).error());
  if (*same) co_return std::move(*same);
  auto of_work = co_await store::find_by<StoredEdition>(catalog.store, "editions", "by_work", entry.work.id.to_string(),
                                                        catalog.unreadable);
  if (!of_work) co_return fail(std::move(of_work).error());
  std::erase_if(*of_work, [&](const StoredEdition& e) { return !may_be(e, row); });
  // Of several nobody knows which it is.
  if (of_work->size() != 1) co_return std::optional<StoredEdition>{};
  co_return std::move(of_work->front());
}

Task<std::optional<CopyId>> copy_with_reference(Catalog& catalog, SellerId seller, std::string reference) {
  auto page = co_await catalog.store.query(
      {.collection = "copies", .index = "by_seller_reference", .equals = {seller.to_string(), reference}, .limit = 1});
  if (!page) co_return fail(std::move(page).error());
  if (!page->documents.empty()) co_return CopyId::parse(page->documents.front().id);
  // Copies without one are exported by their ids.
  const auto id = CopyId::parse(reference);
  if (!id) co_return std::optional<CopyId>{};
  auto copy = co_await store::find<Copy>(catalog.store, "copies", id->to_string());
  if (!copy) co_return fail(std::move(copy).error());
  co_return *copy && (*copy)->seller_id == seller ? id : std::nullopt;
}

/// One on the shelf that nothing tells from this row; two references that differ do.
Task<std::optional<CopyId>> copy_like(Catalog& catalog, SellerId seller, EditionId edition, import::BulkRow row) {
  store::Query query{.collection = "copies",
                     .index = "by_seller_edition",
                     .equals = {seller.to_string(), edition.to_string()},
                     .limit = 200};
  do {
    auto page = co_await catalog.store.query(query);
    if (!page) co_return fail(std::move(page).error());
    for (const auto& copy : store::read_all<Copy>(page->documents, catalog.unreadable))
      if (copy.status != CopyStatus::sold && copy.status != CopyStatus::withdrawn && copy.grade == row.grade &&
          copy.price == row.price && (row.reference.empty() || !copy.reference))
        co_return std::optional(copy.id);
    query.cursor = std::move(page->next_cursor);
  } while (!query.cursor.empty());
  co_return std::optional<CopyId>{};
}

Task<std::optional<CopyId>> duplicate_of(Catalog& catalog, SellerId seller, StoredBulkRow row) {
  if (!row.row.reference.empty()) {
    auto copy = co_await copy_with_reference(catalog, seller, row.row.reference);
    if (!copy || *copy) co_return copy;
  }
  if (!row.edition_id) co_return std::optional<CopyId>{};
  co_return co_await copy_like(catalog, seller, *row.edition_id, row.row);
}

void add_problem(StoredBulkRow& row, std::string_view pointer, std::string code) {
  auto field = std::string(pointer.substr(pointer.starts_with("/body/") ? 6 : 1));
  row.problems.push_back({field.substr(0, field.find('/')), std::move(code), ""});
}

/// Nobody's file may bring what nobody may type.
void tidy_row(import::BulkRow& row) {
  for (auto* text : {&row.title, &row.publisher, &row.publication_place, &row.translator, &row.reference})
    *text = tidy_line(*text);
  for (auto& author : row.authors) author = tidy_line(author);
  std::erase(row.authors, "");
  row.notes = tidy(row.notes);
}

/// What the file alone does not tell is wrong.
void check_terms(const Catalog& catalog, const StoredBulkJob& job, StoredBulkRow& row) {
  if (!row.row.grade) row.row.grade = job.settings.grade;
  if (!row.row.grade) row.problems.push_back({"grade", "required", ""});
  for (const auto& f : check(Terms{row.row.price, offers_exchange(job, row.row)})) add_problem(row, f.pointer, f.code);
  if (!row.row.settlement.empty() && !catalog.places->find(row.row.settlement))
    row.problems.push_back({"settlement", "place_unknown", row.row.settlement});
}

bool is_prohibited(const Catalog& catalog, const std::optional<StoredEdition>& known, const import::BulkRow& row) {
  if (known) return !not_prohibited(catalog, *known);
  return !not_prohibited(catalog, Printed{.isbn13 = row.isbn13,
                                          .title = row.title,
                                          .authors = row.authors,
                                          .publisher = row.publisher,
                                          .place = row.publication_place,
                                          .language = row.language,
                                          .year = row.year});
}

}  // namespace

Task<StoredBulkRow> judged_bulk_row(Catalog& catalog, StoredBulkJob job, StoredBulkRow row) {
  row.verdict = BulkVerdict::reject;
  if (!row.problems.empty()) co_return row;
  tidy_row(row.row);
  check_terms(catalog, job, row);
  if (row.row.title.empty()) {
    row.problems.push_back({"title", "required", ""});
    co_return row;
  }
  const auto entry = import::catalogue_entry(import::record_of(row.row));
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(catalog.clock.now())};
  auto edition = co_await edition_of(catalog, row.row, entry);
  if (!edition) co_return fail(std::move(edition).error());
  if (!*edition) {
    auto wrong = check(entry.edition, int{today.year()});
    if (wrong.empty()) wrong = check(entry.work);
    for (const auto& f : wrong) add_problem(row, f.pointer, f.code);
  }
  if (is_prohibited(catalog, *edition, row.row)) row.problems.push_back({"title", "prohibited_item", ""});
  if (!row.problems.empty()) co_return row;
  row.cells.clear();
  row.text.clear();
  if (*edition) row.edition_id = (*edition)->id;
  auto duplicate = co_await duplicate_of(catalog, job.seller_id, row);
  if (!duplicate) co_return fail(std::move(duplicate).error());
  row.duplicate_of = *duplicate;
  row.verdict = row.duplicate_of || row.repeats_line ? BulkVerdict::duplicate
                : row.edition_id                     ? BulkVerdict::offer
                                                     : BulkVerdict::new_edition;
  co_return row;
}

}  // namespace bookmarket::catalog
