#include <algorithm>
#include <set>

#include "platform/base/block_on.hpp"
#include "services/catalog/usecases/catalog.hpp"

namespace bookmarket::catalog {
namespace {

/// Every event of the catalogue that concerns a work says so.
const std::string* member(const store::Event& event, std::string_view name) {
  const auto* value = event.body.find(name);
  return value == nullptr ? nullptr : value->as<std::string>();
}

Task<void> index_now(Catalog& catalog, std::vector<std::string> ids) {
  auto entries = co_await entries_of(catalog, ids);
  if (!entries) co_return fail(std::move(entries).error());
  auto& [found, author_tags] = *entries;
  std::set<std::string> tags(author_tags.begin(), author_tags.end());
  std::vector<std::string> gone;
  for (const auto& id : ids) {
    tags.insert("work:" + id);
    tags.insert("works:" + shard_of(id));
    if (std::ranges::find(found, id, &search::Entry::id) == found.end()) gone.push_back(id);
  }
  auto done = co_await catalog.search.put(std::move(found));
  if (done && !gone.empty()) done = co_await catalog.search.remove(std::move(gone));
  if (!done) co_return done;
  if (catalog.changed)
    for (const auto& tag : tags) catalog.changed(tag);
  co_return Result<void>{};
}

}  // namespace

Task<void> index_works(Catalog& catalog, std::vector<std::string> ids) {
  return catalog.indexer->run(
      [&catalog, ids = std::move(ids)]() mutable { return block_on(index_now(catalog, std::move(ids))); });
}

Task<std::string> rebuild_cursor(Catalog& catalog) {
  return catalog.indexer->run([&catalog] { return block_on(catalog.store.newest_event_cursor()); });
}

Task<IndexedChanges> index_changes(Catalog& catalog, std::string cursor) {
  auto page = co_await catalog.store.events_after(cursor, 500);
  if (!page) co_return fail(std::move(page).error());
  if (page->events.empty()) co_return IndexedChanges{0, std::move(cursor)};

  std::vector<std::string> works, sellers, waiting;
  for (const auto& e : page->events) {
    if (!e.type.starts_with("catalog.")) continue;
    if (const auto* id = member(e, "work_id")) works.push_back(*id);
    if (const auto* id = member(e, "seller_id")) sellers.push_back(*id);
    if (const auto* id = member(e, "waiting_for")) waiting.push_back(*id);
  }
  for (auto* ids : {&works, &sellers, &waiting}) {
    std::ranges::sort(*ids);
    ids->erase(std::ranges::unique(*ids).begin(), ids->end());
  }
  auto done = co_await index_works(catalog, std::move(works));
  if (!done) co_return fail(std::move(done).error());
  if (catalog.changed) {
    for (const auto& id : sellers) catalog.changed("seller:" + id);
    for (const auto& id : waiting) catalog.changed("waiting:" + id);
  }
  co_return IndexedChanges{page->events.size(), page->cursor};
}

}  // namespace bookmarket::catalog
