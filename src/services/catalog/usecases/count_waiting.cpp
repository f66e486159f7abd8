#include <algorithm>

#include "services/catalog/usecases/due.hpp"
#include "services/catalog/usecases/wishes.hpp"

namespace bookmarket::catalog {
namespace {

constexpr unsigned works_at_once = 8, pages_of_a_count = 10, wishes_on_a_page = 1000;
constexpr std::size_t most_editions = 200;  ///< so that the document stays small

/// Counts from the wishes themselves, so that no event that comes twice, late or never can make it wrong for long.
Task<StoredWaiting> count(Catalog& catalog, std::string work_id) {
  StoredWaiting out{.editions = {}, .counted_at = catalog.clock.now()};
  std::map<EditionId, std::int64_t> editions;
  std::optional<ReaderId> last;  // the index has all wishes of one reader for this work beside each other
  std::string cursor;
  for (unsigned pages = 0; pages < pages_of_a_count; ++pages) {
    auto page = co_await catalog.store.query(
        {.collection = "wishes", .index = "by_work", .equals = {work_id}, .cursor = cursor, .limit = wishes_on_a_page});
    if (!page) co_return fail(std::move(page).error());
    for (const auto& wish : store::read_all<StoredWish>(page->documents, catalog.unreadable)) {
      if (last != wish.reader_id) ++out.people;
      last = wish.reader_id;
      if (wish.edition_id) ++editions[*wish.edition_id];
    }
    cursor = std::move(page->next_cursor);
    if (cursor.empty()) break;
  }
  for (const auto& [id, people] : editions) out.editions.push_back({id, people});
  std::ranges::sort(out.editions, {}, [](const EditionWaiting& e) { return std::pair(-e.people, e.edition_id); });
  if (out.editions.size() > most_editions) out.editions.resize(most_editions);
  co_return out;
}

Task<void> keep(Catalog& catalog, WorkId work, StoredWaiting counted) {
  const auto event = waiting_event(waiting_counted, work);
  auto kept = co_await catalog.store.insert("waiting", work.to_string(), {shape::to_object(counted), {event}});
  if (!kept && kept.error().kind == ErrorKind::conflict)
    kept = co_await catalog.store.update("waiting", work.to_string(),
                                         [counted, event](const store::Document& d) -> Result<store::Change> {
                                           auto stored = shape::from_object<StoredWaiting>(d.body);
                                           if (!stored) return fail(stored.error());
                                           if (stored->counted_at > counted.counted_at) return store::Change{d.body};
                                           store::Change change{shape::to_object(counted)};
                                           if (stored->people != counted.people || stored->editions != counted.editions)
                                             change.events = {event};
                                           return change;
                                         });
  if (!kept) co_return fail(std::move(kept).error());
  co_return Result<void>{};
}

Task<void> count_one(Catalog& catalog, store::DueWork due) {
  if (const auto work = WorkId::parse(due.id)) {
    auto counted = co_await count(catalog, due.id);
    if (!counted) co_return fail(std::move(counted).error());
    auto kept = co_await keep(catalog, *work, std::move(*counted));
    if (!kept) co_return fail(std::move(kept).error());
  }
  co_return Result<void>{};
}

}  // namespace

Task<std::uint64_t> count_waiting(Catalog& catalog) {
  co_return co_await store::do_due(
      catalog.store, catalog.clock.now(), count_work,
      [&](store::DueWork work) { return count_one(catalog, std::move(work)); }, works_at_once);
}

}  // namespace bookmarket::catalog
