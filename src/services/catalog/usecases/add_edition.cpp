#include <algorithm>

#include "services/catalog/domain/rules.hpp"
#include "services/catalog/import/record.hpp"
#include "services/catalog/usecases/cards.hpp"
#include "services/catalog/usecases/records.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

constexpr const char* source_readers = "readers";

Result<import::ImportRecord> record_of(NewEdition e) {
  import::ImportRecord record{.isbn = {},
                              .title = tidy_line(e.title),
                              .authors = {},
                              .year = e.year,
                              .language = std::move(e.language),
                              .place = tidy_line(e.place.value_or("")),
                              .publisher = tidy_line(e.publisher.value_or("")),
                              .translator = tidy_line(e.translator.value_or(""))};
  for (const auto& author : e.authors)
    if (auto name = tidy_line(author); !name.empty()) record.authors.push_back(std::move(name));
  if (!e.isbn || tidy_line(*e.isbn).empty()) return record;
  const auto isbn = Isbn::parse(*e.isbn);
  if (!isbn) return wrong_fields({{"/body/isbn", "not_an_isbn", std::string(why(isbn.error()))}});
  record.isbn = *isbn;
  return record;
}

/// The rules name members of a work or an edition; the request has them all in one body.
std::vector<FieldError> broken_rules(const import::CatalogueEntry& entry, int this_year) {
  std::vector<FieldError> fields;
  for (auto& f : check(entry.edition, this_year)) {
    f.pointer.insert(0, "/body");
    fields.push_back(std::move(f));
  }
  for (auto& f : check(entry.work)) {
    f.pointer = "/body/title";  // what a work has of its own comes from the title
    if (std::ranges::find(fields, f.pointer, &FieldError::pointer) == fields.end()) fields.push_back(std::move(f));
  }
  return fields;
}

Task<void> keep_work(Catalog& catalog, StoredWork work, store::NewEvent event) {
  for (const auto& author : work.authors) {
    auto kept = co_await catalog.store.insert("authors", author.id.to_string(), {shape::to_object(author)});
    if (!kept && kept.error().kind != ErrorKind::conflict) co_return fail(std::move(kept).error());
  }
  auto kept = co_await catalog.store.insert("works", work.id.to_string(), {shape::to_object(work), {event}});
  // What a reader says of another edition changes nothing that is known of the work.
  if (!kept && kept.error().kind != ErrorKind::conflict) co_return fail(std::move(kept).error());
  co_return Result<void>{};
}

Task<FoundEdition> found(Catalog& catalog, EditionId id) {
  auto edition = co_await store::find<StoredEdition>(catalog.store, "editions", id.to_string());
  if (!edition) co_return fail(std::move(edition).error());
  if (!*edition) co_return fail(ErrorKind::not_found, "edition_not_found", "There is no such edition.");
  auto work = co_await store::find<StoredWork>(catalog.store, "works", (*edition)->work_id.to_string());
  if (!work) co_return fail(std::move(work).error());
  if (!*work) co_return fail(ErrorKind::not_found, "work_not_found", "The work of this edition is gone.");
  auto cards = co_await cards_of(catalog, {std::move(**work)});
  if (!cards) co_return fail(std::move(cards).error());
  FoundEdition out;
  static_cast<EditionCard&>(out) = edition_card(**edition);
  out.work = std::move(cards->front());
  co_return out;
}

}  // namespace

Task<EditionId> keep_edition(Catalog& catalog, SellerId by, import::CatalogueEntry entry) {
  if (entry.edition.isbn) {
    auto known =
        co_await store::documents_by(catalog.store, "editions", "by_isbn", std::string(entry.edition.isbn->digits()));
    if (!known) co_return fail(std::move(known).error());
    if (!known->empty()) {
      if (const auto id = EditionId::parse(known->front().id)) co_return *id;
    }
  }
  entry.edition.source = source_readers;
  entry.edition.record_id = by.to_string();
  Object body;
  body.set("work_id", entry.work.id.to_string());
  const store::NewEvent event{"catalog.edition_added.v1", std::move(body)};
  // The work first: an edition never points to nothing.
  auto work = co_await keep_work(catalog, stored_work(entry), event);
  if (!work) co_return fail(std::move(work).error());
  const auto id = entry.edition.id;
  auto kept = co_await catalog.store.insert("editions", id.to_string(),
                                            {shape::to_object(stored_edition(entry.edition)), {event}});
  if (!kept && kept.error().kind != ErrorKind::conflict) co_return fail(std::move(kept).error());
  co_return id;
}

Task<FoundEdition> add_edition(Catalog& catalog, SellerId by, NewEdition input) {
  auto record = record_of(std::move(input));
  if (!record) co_return fail(std::move(record).error());
  auto allowed = co_await allow(catalog, by, "add_edition", 100, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto entry = import::catalogue_entry(*record);
  const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(catalog.clock.now())};
  if (auto fields = broken_rules(entry, int{today.year()}); !fields.empty()) co_return wrong_fields(std::move(fields));
  auto id = co_await keep_edition(catalog, by, std::move(entry));
  if (!id) co_return fail(std::move(id).error());
  co_return co_await found(catalog, *id);
}

}  // namespace bookmarket::catalog
