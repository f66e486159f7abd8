#include <algorithm>

#include "platform/archive/archive.hpp"
#include "platform/base/failpoint.hpp"
#include "platform/personal/personal.hpp"
#include "services/auth/usecases/export.hpp"

namespace bookmarket::auth {
namespace {

constexpr std::size_t part_bytes = std::size_t{16} << 20U;  // then the next part begins
constexpr std::uint64_t most_object_bytes = 64ULL << 20U;

/// A part as it grows, and the export as it is when the part is there.
struct Part {
  StoredExport made;
  std::vector<archive::File> files = {};
  std::size_t bytes = 0;
  bool last = false;

  [[nodiscard]] bool is_full() const { return bytes >= part_bytes; }
  void add(std::string name, std::string content, bool dense) {
    bytes += content.size();
    files.push_back({std::move(name), std::move(content), dense});
  }
};

/// Of this export, unless another was asked for, or all was erased. False: so it is.
Task<bool> save(Auth& auth, StoredExport made) {
  bool ours = false;
  auto saved = co_await auth.store.update("exports", made.account_id.to_string(),
                                          [&ours, made](const store::Document& d) -> Result<store::Change> {
                                            const auto stored = shape::from_object<StoredExport>(d.body);
                                            if (!stored) return fail(stored.error());
                                            ours = stored->id == made.id;
                                            return store::Change{ours ? shape::to_object(made) : d.body};
                                          });
  if (!saved && saved.error().kind == ErrorKind::not_found) co_return false;
  if (!saved) co_return fail(std::move(saved).error());
  co_return ours;
}

/// For people who look how far it is; where the next part begins stays as it was.
Task<void> show_progress(Auth& auth, StoredExport before, StoredExport now) {
  before.at = std::move(now.at);
  before.documents_so_far = now.documents;
  before.photos_so_far = now.photos;
  auto shown = co_await save(auth, std::move(before));
  if (!shown) co_return fail(std::move(shown).error());
  co_return Result<void>{};
}

/// Photos of the page, from where it stands until the part is full or there are no more.
Task<Part> take_objects(Auth& auth, Part part, std::vector<std::string> keys) {
  auto& taken = part.made.objects_taken;
  for (; taken < std::ssize(keys) && !part.is_full(); ++taken) {
    const auto& key = keys[static_cast<std::size_t>(taken)];
    auto object = co_await auth.objects->get(key, most_object_bytes);
    if (!object) co_return fail(std::move(object).error());
    if (!*object) continue;  // removed meanwhile
    part.add(key, std::move((*object)->bytes), true);
    ++part.made.photos;
  }
  if (taken == std::ssize(keys)) taken = 0;
  co_return part;
}

/// One page of one keeper; after the last page of the last one the part is the last.
Task<Part> take_page(Auth& auth, Part part) {
  auto at = auth.keepers.begin();
  if (!part.made.service.empty()) at = std::ranges::find(auth.keepers, part.made.service, &personal::Keeper::service);
  if (at == auth.keepers.end())
    co_return unavailable("keeper_missing", "this process does not run the service " + part.made.service);
  part.made.service = (*at)->service();
  auto page = co_await (*at)->list(part.made.account_id.to_string(), part.made.cursor);
  if (!page) co_return fail(std::move(page).error());
  part.made.at = page->file;
  if (auto hit = failpoint("export." + page->file); !hit) co_return fail(std::move(hit).error());
  if (part.made.objects_taken == 0 && page->documents > 0) {
    part.add(page->file, std::move(page->json), false);
    part.made.documents += static_cast<std::int64_t>(page->documents);
  }
  auto taken = co_await take_objects(auth, std::move(part), std::move(page->objects));
  if (!taken || taken->made.objects_taken > 0) co_return taken;
  taken->made.cursor = std::move(page->next_cursor);
  if (!taken->made.cursor.empty()) co_return taken;
  if (++at == auth.keepers.end())
    taken->last = true;
  else
    taken->made.service = (*at)->service();
  co_return taken;
}

Task<void> remove_parts(Auth& auth, AccountId account, std::optional<ExportId> but) {
  const auto prefix = export_prefix(account.to_string());
  const auto kept = but ? prefix + but->to_string() + "/" : std::string();
  for (std::string cursor;;) {
    auto page = co_await auth.objects->list(prefix, cursor, 100);
    if (!page) co_return fail(std::move(page).error());
    for (auto& o : page->objects) {
      if (but && o.key.starts_with(kept)) continue;
      auto removed = co_await auth.objects->remove(std::move(o.key));
      if (!removed) co_return fail(std::move(removed).error());
    }
    if (page->next_cursor.empty()) co_return Result<void>{};
    cursor = std::move(page->next_cursor);
  }
}

/// Gives the export with the part.
Task<StoredExport> put_part(Auth& auth, Part part) {
  const auto now = auth.clock.now();
  auto bytes = co_await auth.archives.run([files = std::move(part.files), now] { return archive::zip(files, now); });
  if (!bytes) co_return fail(std::move(bytes).error());
  part.made.parts.push_back(std::ssize(*bytes));
  auto put = co_await auth.objects->put(export_key(part.made, part.made.parts.size()), std::move(*bytes),
                                        {.content_type = "application/zip"});
  if (!put) co_return fail(std::move(put).error());
  co_return std::move(part.made);
}

/// When there is more to do; none: the work is done.
using Next = std::optional<Timestamp>;

Task<Next> make_part(Auth& auth, StoredExport before) {
  if (before.parts.empty()) {
    auto gone = co_await remove_parts(auth, before.account_id, before.id);
    if (!gone) co_return fail(std::move(gone).error());
  }
  Part part{before};
  while (!part.last && !part.is_full()) {
    auto taken = co_await take_page(auth, std::move(part));
    if (!taken) co_return fail(std::move(taken).error());
    part = std::move(*taken);
    auto shown = co_await show_progress(auth, before, part.made);
    if (!shown) co_return fail(std::move(shown).error());
  }
  const bool last = part.last;
  auto put = co_await put_part(auth, std::move(part));
  if (!put) co_return fail(std::move(put).error());
  if (auto hit = failpoint("export.part"); !hit) co_return fail(std::move(hit).error());
  auto& made = *put;
  made.documents_so_far = made.documents;
  made.photos_so_far = made.photos;
  const auto now = auth.clock.now();
  if (last) {
    made.state = ExportState::ready;
    made.finished_at = now;
    made.removed_at = now + auth.options.export_for;
  }
  const auto account = made.account_id;
  const auto removed_at = made.removed_at;
  auto saved = co_await save(auth, std::move(made));
  if (!saved) co_return fail(std::move(saved).error());
  if (!*saved) co_return now;  // another one, or none
  if (!removed_at) co_return now;
  auto told = co_await write_letter(auth, account, "export_ready", {.reason = minute_of(*removed_at)});
  if (!told) co_return fail(std::move(told).error());
  co_return *removed_at;
}

Task<Next> go_on(Auth& auth, AccountId account, int attempts) {
  if (auth.objects == nullptr) co_return unavailable("objects_unusable", "this process has no objects");
  auto made = co_await store::find<StoredExport>(auth.store, "exports", account.to_string());
  if (!made) co_return fail(std::move(made).error());
  if (!*made) {
    // Erased; a part that was under way may have come after.
    auto gone = co_await remove_parts(auth, account, std::nullopt);
    if (!gone) co_return fail(std::move(gone).error());
    co_return Next{};
  }
  if ((*made)->state == ExportState::running) {
    constexpr int most_attempts = 20;
    auto next = co_await make_part(auth, **made);
    if (next || (next.error().kind == ErrorKind::unavailable && attempts < most_attempts)) co_return next;
    (*made)->state = ExportState::failed;
    (*made)->removed_at = auth.clock.now() + auth.options.export_for;
    auto saved = co_await save(auth, **made);
    if (!saved) co_return fail(std::move(saved).error());
    co_return fail(std::move(next).error());
  }
  if ((*made)->removed_at && *(*made)->removed_at > auth.clock.now()) co_return *(*made)->removed_at;
  auto gone = co_await remove_parts(auth, account, std::nullopt);
  if (!gone) co_return fail(std::move(gone).error());
  auto removed = co_await auth.store.remove("exports", account.to_string(), {});
  if (!removed && removed.error().kind != ErrorKind::not_found) co_return fail(std::move(removed).error());
  co_return Next{};
}

/// Does what is due, and sets down when there is more to do.
Task<void> go_on_later(Auth& auth, store::DueWork work) {
  const auto account = AccountId::parse(work.id);
  if (!account) co_return Result<void>{};
  auto next = co_await go_on(auth, *account, work.attempts);
  if (!next) co_return fail(std::move(next).error());
  if (!*next) co_return Result<void>{};
  co_return co_await auth.store.schedule({.kind = export_work, .id = std::move(work.id), .due_at = **next});
}

}  // namespace

Task<std::uint64_t> make_exports(Auth& auth) {
  co_return co_await store::do_due(auth.store, auth.clock.now(), export_work,
                                   [&](store::DueWork work) { return go_on_later(auth, std::move(work)); });
}

}  // namespace bookmarket::auth
