#include <set>

#include "services/catalog/contract.hpp"
#include "services/catalog/usecases/due.hpp"
#include "services/catalog/usecases/wishes.hpp"

namespace bookmarket::catalog {
namespace {

constexpr unsigned pages_at_once = 8, wishes_at_once = 100;

/// The notice and its event, in one commit; that it is there already is no fault.
Task<void> tell(Catalog& catalog, Wish wish, CopyId copy) {
  const StoredAlert alert{.id = alert_id(wish.id, copy),
                          .reader_id = wish.reader_id,
                          .wish_id = wish.id,
                          .copy_id = copy,
                          .matched_at = catalog.clock.now(),
                          .unread_by = wish.reader_id};
  const WishMatched matched{alert.id, wish.id, wish.reader_id, copy};
  auto kept = co_await catalog.store.insert(
      "alerts", alert.id.to_string(), {shape::to_object(alert), {{WishMatched::type, shape::to_object(matched)}}});
  if (!kept && kept.error().kind != ErrorKind::conflict) co_return fail(std::move(kept).error());
  co_return Result<void>{};
}

/// One page of those who wish for `target`; gives where the next one begins, empty: there is none.
Task<std::string> match_page(Catalog& catalog, Copy copy, std::string target, std::string cursor) {
  auto page = co_await catalog.store.query({.collection = "wishes",
                                            .index = "by_target",
                                            .equals = {std::move(target)},
                                            .cursor = std::move(cursor),
                                            .limit = wishes_at_once});
  if (!page) co_return fail(std::move(page).error());
  auto wishes = store::read_all<StoredWish>(page->documents, catalog.unreadable);
  std::erase_if(wishes, [&](const StoredWish& w) { return !matches(w, copy); });
  std::vector<std::string> ids;
  for (const auto& w : wishes) ids.push_back(alert_id(w.id, copy.id).to_string());
  // A popular copy is changed more often than it finds somebody new: what was told costs no write.
  auto before = co_await catalog.store.get_many("alerts", std::move(ids));
  if (!before) co_return fail(std::move(before).error());
  std::set<std::string> told;
  for (const auto& d : *before) told.insert(d.id);
  for (const auto& w : wishes) {
    if (told.contains(alert_id(w.id, copy.id).to_string())) continue;
    auto done = co_await tell(catalog, w, copy.id);
    if (!done) co_return fail(std::move(done).error());
  }
  co_return page->next_cursor;
}

/// What is left of the walk is due again. The copy is read at every page: from when it is gone, nobody else is told.
Task<void> match_one(Catalog& catalog, store::DueWork work) {
  auto copy = co_await store::find<Copy>(catalog.store, "copies", text_in(work.body, "copy_id"));
  if (!copy) co_return fail(std::move(copy).error());
  if (*copy && (*copy)->status == CopyStatus::available) {
    auto next = co_await match_page(catalog, **copy, text_in(work.body, "target"), text_in(work.body, "cursor"));
    if (!next) co_return fail(std::move(next).error());
    if (!next->empty()) {
      work.body.set("cursor", *next);
      work.attempts = 0;
      co_return co_await catalog.store.schedule(std::move(work));
    }
  }
  co_return Result<void>{};
}

}  // namespace

Task<std::uint64_t> match_wishes(Catalog& catalog) {
  co_return co_await store::do_due(
      catalog.store, catalog.clock.now(), match_work,
      [&](store::DueWork work) { return match_one(catalog, std::move(work)); }, pages_at_once);
}

}  // namespace bookmarket::catalog
