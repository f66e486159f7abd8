#include "roles/local_index.hpp"

#include "platform/base/block_on.hpp"
#include "platform/telemetry/log.hpp"

namespace bookmarket::roles {

using telemetry::Level;

LocalIndex::LocalIndex(catalog::Catalog& catalog, catalog::search::EmbeddedSearch& search,
                       std::filesystem::path snapshot)
    : catalog_(catalog), search_(search), snapshot_(std::move(snapshot)) {}

Result<void> LocalIndex::begin_import() {
  changed_ = true;
  ++unfinished_imports_;
  auto begun = block_on(catalog::begin_import(catalog_));
  if (!begun) --unfinished_imports_;
  return begun;
}

Result<void> LocalIndex::open(Progress progress) {
  const auto now = block_on(catalog::import_generation(catalog_));
  if (!now) return fail(now.error());
  const auto saved = search_.load_snapshot(snapshot_.string());
  if (saved && saved->starts_with(*now + "/")) {
    auto cursor = saved->substr(now->size() + 1);
    const auto heard = block_on(catalog_.store.events_after(cursor, 1));
    if (heard) {
      const std::lock_guard lock(mutex_);
      events_cursor_ = std::move(cursor);
      ready_ = true;
      return {};
    }
    // The store was restored from a backup: the snapshot knows what it never heard of.
    if (heard.error().code != "bad_cursor") return fail(heard.error());
  }
  telemetry::log(
      Level::info, "index_rebuild",
      {{"reason", saved ? "the snapshot is of another state of the store" : std::string_view(saved.error().code)}});
  auto done = rebuild(std::move(progress));
  if (!done) return fail(std::move(done).error());
  return {};
}

Result<std::uint64_t> LocalIndex::rebuild(Progress progress) {
  auto cursor = block_on(catalog::rebuild_cursor(catalog_));
  if (!cursor) return fail(std::move(cursor).error());
  if (!search_.wait_for_hunspell())
    telemetry::log(Level::warning, "no_dictionaries",
                   {{"detail", "search.dictionaries has none: word forms will not be found"}});
  catalog::EntryWalk walk(catalog_);
  std::vector<catalog::search::Entry> batch;
  std::size_t at = 0;
  std::uint64_t count = 0;
  auto done = search_.rebuild([&]() -> Result<std::optional<catalog::search::Entry>> {
    if (at == batch.size()) {
      auto next = block_on(walk.next());
      if (!next) return fail(std::move(next).error());
      batch = std::move(*next);
      at = 0;
      count += batch.size();
      if (!progress(count))
        return fail(ErrorKind::conflict, "interrupted", "The rebuild of the index was interrupted.");
      if (batch.empty()) return std::optional<catalog::search::Entry>{};
    }
    return std::optional(std::move(batch[at++]));
  });
  if (!done) return fail(std::move(done).error());
  {
    const std::lock_guard lock(mutex_);
    events_cursor_ = *cursor;  // what was put while the walk ran comes again
    ++rebuilds_;
  }
  ready_ = true;
  changed_ = true;
  unfinished_imports_ = 0;
  save();
  return count;
}

void LocalIndex::save() {
  const std::lock_guard saving(saving_);
  if (!ready_ || unfinished_imports_ > 0 || !changed_.exchange(false)) return;
  if (const auto saved = write_snapshot(); !saved) {
    changed_ = true;  // the next save tries again
    telemetry::log(Level::warning, "snapshot_failed", {{"code", saved.error().code}, {"cause", saved.error().cause}});
  }
}

Result<void> LocalIndex::write_snapshot() {
  const auto now = block_on(catalog::import_generation(catalog_));
  if (!now) return fail(now.error());
  std::string cursor;
  {
    const std::lock_guard lock(mutex_);
    cursor = events_cursor_;
  }
  return search_.save_snapshot(snapshot_.string(), *now + "/" + cursor);
}

Task<std::uint64_t> LocalIndex::follow() {
  if (!ready_) co_return std::uint64_t{0};
  std::string cursor;
  std::uint64_t rebuilds = 0;
  {
    const std::lock_guard lock(mutex_);
    cursor = events_cursor_;
    rebuilds = rebuilds_;
  }
  auto taken = co_await catalog::index_changes(catalog_, std::move(cursor));
  if (!taken) co_return fail(std::move(taken).error());
  if (taken->events == 0) co_return std::uint64_t{0};
  const std::lock_guard lock(mutex_);
  if (rebuilds == rebuilds_) events_cursor_ = std::move(taken->cursor);
  changed_ = true;
  co_return taken->events;
}

}  // namespace bookmarket::roles
