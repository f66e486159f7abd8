#include <algorithm>
#include <array>

#include "platform/base/failpoint.hpp"
#include "services/catalog/usecases/due.hpp"
#include "services/catalog/usecases/goodreads_parts.hpp"
#include "services/catalog/usecases/selling.hpp"

namespace bookmarket::catalog {
namespace {

constexpr std::size_t lines_at_once = 100;

enum class Kept : std::uint8_t { fresh, known, no_room };

Task<Kept> keep_wish(Catalog& catalog, ReaderId reader, WorkId work) {
  Wish wish{.reader_id = reader, .work_id = work, .terms = {.exchange = true}, .wished_at = catalog.clock.now()};
  wish.id = wish_id(reader, target_of(wish));
  auto added = co_await add_wish(catalog, wish);
  if (!added && added.error().code == "too_many_wishes") co_return Kept::no_room;
  if (!added) co_return fail(std::move(added).error());
  co_return *added ? Kept::fresh : Kept::known;
}

/// The `nth` copy of an edition: the same one whenever the library is brought again, also after it was offered. Nobody
/// else can tell its name, and so not ask whether it is there.
Task<Kept> keep_draft(Catalog& catalog, ReaderId reader, EditionId edition, std::int64_t nth) {
  const auto id = CopyId::v8_of("goodreads:" + catalog.secret + ":" + reader.to_string() + ":" + edition.to_string() +
                                ":" + std::to_string(nth));
  auto there = co_await catalog.store.get("drafts", id.to_string());
  if (!there) co_return fail(std::move(there).error());
  if (*there) co_return Kept::known;
  auto draft =
      co_await save_draft(catalog, {reader.uuid}, id,
                          {.edition_id = edition, .grade = {}, .notes = {}, .price = {}, .exchange = {}, .place = {}});
  if (draft) co_return Kept::fresh;
  if (draft.error().code == "draft_offered") co_return Kept::known;
  if (draft.error().code == "too_many_drafts") co_return Kept::no_room;
  co_return fail(std::move(draft).error());
}

void count(StoredGoodreadsImport& import, Kept kept, std::int64_t& fresh) {
  if (kept == Kept::fresh) ++fresh;
  if (kept == Kept::known) ++import.known;
  if (kept == Kept::no_room) ++import.left_out;
}

Task<StoredGoodreadsImport> apply_lines(Catalog& catalog, StoredGoodreadsImport import,
                                        std::vector<GoodreadsLine> lines) {
  auto found = co_await find_goodreads(catalog, std::move(lines));
  if (!found) co_return fail(std::move(found).error());
  for (const auto& l : *found) {
    if (l.to_read && l.book.work_id) {
      auto kept = co_await keep_wish(catalog, import.reader_id, *l.book.work_id);
      if (!kept) co_return fail(std::move(kept).error());
      count(import, *kept, import.wished);
    }
    for (std::int64_t n = 0; l.book.edition_id && n < l.book.copies; ++n) {
      auto kept = co_await keep_draft(catalog, import.reader_id, *l.book.edition_id, n);
      if (!kept) co_return fail(std::move(kept).error());
      count(import, *kept, import.drafted);
    }
    import.line = l.book.line;
  }
  co_return import;
}

/// Some lines behind those that are applied. After a crash they may be applied again, which adds nothing.
Task<StoredGoodreadsImport> apply_some(Catalog& catalog, StoredGoodreadsImport import) {
  auto object = co_await catalog.objects->get(goodreads_file(import.reader_id), most_goodreads_bytes);
  if (!object) co_return fail(std::move(object).error());
  GoodreadsFile file;
  if (*object) {  // else it is gone: there is nothing more to apply
    auto read = co_await read_goodreads(catalog, std::move((*object)->bytes));
    if (!read) co_return fail(std::move(read).error());
    file = std::move(*read);
  }
  std::erase_if(file.lines, [&](const GoodreadsLine& l) { return l.book.line <= import.line; });
  const bool last = file.lines.size() <= lines_at_once;
  if (!last) file.lines.resize(lines_at_once);
  auto applied = co_await apply_lines(catalog, import, std::move(file.lines));
  if (applied && last) applied->state = GoodreadsState::applied;
  co_return applied;
}

Task<void> remove_files(Catalog& catalog, ReaderId reader) {
  const std::array keys{goodreads_file(reader), goodreads_upload(reader)};
  for (const auto& key : keys) {
    auto gone = co_await catalog.objects->remove(key);
    if (!gone) co_return fail(std::move(gone).error());
  }
  co_return Result<void>{};
}

Task<void> apply_one(Catalog& catalog, store::DueWork work) {
  auto import = co_await store::find<StoredGoodreadsImport>(catalog.store, goodreads_imports, work.id);
  if (!import) co_return fail(std::move(import).error());
  if (*import && (*import)->state == GoodreadsState::applying) {
    auto now = co_await apply_some(catalog, **import);
    if (!now) co_return fail(std::move(now).error());
    if (auto alive = failpoint("catalog.goodreads_step"); !alive) co_return fail(std::move(alive).error());
    auto kept = co_await catalog.store.update(goodreads_imports, work.id, [now = *now](const store::Document&) {
      return Result<store::Change>(store::Change{shape::to_object(now)});
    });
    if (!kept && kept.error().kind != ErrorKind::not_found) co_return fail(std::move(kept).error());
    if (now->state == GoodreadsState::applying) {
      work.attempts = 0;
      work.due_at = catalog.clock.now();  // behind those of others
      co_return co_await catalog.store.schedule(std::move(work));
    }
    *import = *now;
  }
  // The upload may be the next library by now.
  if (*import && (*import)->state == GoodreadsState::applied)
    co_return co_await catalog.objects->remove(goodreads_file((*import)->reader_id));
  co_return Result<void>{};
}

/// A day after it was begun. What was to be applied and is not, although nobody works on it, is done now.
Task<void> sweep_one(Catalog& catalog, store::DueWork work) {
  auto import = co_await store::find<StoredGoodreadsImport>(catalog.store, goodreads_imports, work.id);
  if (!import) co_return fail(std::move(import).error());
  if (*import && (*import)->state == GoodreadsState::applying) {
    auto due = co_await catalog.store.schedule({.kind = goodreads_work, .id = work.id, .due_at = catalog.clock.now()});
    if (!due) co_return fail(std::move(due).error());
  } else if (*import) {
    auto gone = co_await remove_files(catalog, (*import)->reader_id);
    if (!gone) co_return fail(std::move(gone).error());
    gone = co_await catalog.store.remove(goodreads_imports, work.id, {});
    if (!gone && gone.error().kind != ErrorKind::not_found) co_return fail(std::move(gone).error());
  }
  co_return Result<void>{};
}

}  // namespace

Task<std::uint64_t> apply_goodreads(Catalog& catalog) {
  if (catalog.objects == nullptr) co_return std::uint64_t{0};
  auto applied = co_await store::do_due(
      catalog.store, catalog.clock.now(), goodreads_work,
      [&](store::DueWork work) { return apply_one(catalog, std::move(work)); }, 1);
  if (!applied) co_return fail(std::move(applied).error());
  auto swept = co_await store::do_due(
      catalog.store, catalog.clock.now(), sweep_goodreads_work,
      [&](store::DueWork work) { return sweep_one(catalog, std::move(work)); }, 8);
  if (!swept) co_return fail(std::move(swept).error());
  co_return *applied + *swept;
}

}  // namespace bookmarket::catalog
