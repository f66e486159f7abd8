#include "services/catalog/usecases/wishes.hpp"

#include <algorithm>

#include "services/catalog/usecases/cards.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

std::unexpected<Error> no_such_wish() {
  return fail(ErrorKind::not_found, "wish_not_found", "There is no such wish of yours.");
}

/// Before it is known to exist: `invalid` names what is not there.
Task<Wish> wanted(Catalog& catalog, ReaderId reader, WishBody body) {
  Wish wish{.reader_id = reader,
            .edition_id = body.edition_id,
            .terms = {body.worst_grade, body.price_max, body.exchange},
            .wished_at = catalog.clock.now()};
  auto fields = check(wish.terms);
  if (body.work_id && body.edition_id) {
    fields.push_back({"/body/edition_id", "two_wishes", "Name a work or an edition, not both."});
  } else if (body.edition_id) {
    auto edition = co_await store::find<StoredEdition>(catalog.store, "editions", body.edition_id->to_string());
    if (!edition) co_return fail(std::move(edition).error());
    if (*edition)
      wish.work_id = (*edition)->work_id;
    else
      fields.push_back({"/body/edition_id", "edition_unknown", "There is no such edition."});
  } else if (body.work_id) {
    auto work = co_await catalog.store.get("works", body.work_id->to_string());
    if (!work) co_return fail(std::move(work).error());
    wish.work_id = *body.work_id;
    if (!*work) fields.push_back({"/body/work_id", "work_unknown", "There is no such work."});
  } else {
    fields.push_back({"/body/work_id", "required", "Name a work or an edition."});
  }
  if (!fields.empty()) co_return wrong_fields(std::move(fields));
  wish.id = wish_id(reader, target_of(wish));
  co_return wish;
}

/// Of these, by id; those that are gone are not in it.
Task<std::map<EditionId, StoredEdition>> editions_of(Catalog& catalog, std::vector<StoredWish> wishes) {
  std::vector<std::string> ids;
  for (const auto& w : wishes)
    if (w.edition_id) ids.push_back(w.edition_id->to_string());
  auto found = co_await store::find_many<StoredEdition>(catalog.store, "editions", std::move(ids), catalog.unreadable);
  if (!found) co_return fail(std::move(found).error());
  std::map<EditionId, StoredEdition> out;
  for (auto& e : *found) out.emplace(e.id, std::move(e));
  co_return out;
}

Task<std::vector<WishView>> views_of(Catalog& catalog, std::vector<StoredWish> wishes) {
  auto editions = co_await editions_of(catalog, wishes);
  if (!editions) co_return fail(std::move(editions).error());
  std::vector<std::string> work_ids;
  for (auto& w : wishes) {
    // A corrected record may have put the edition under another work meanwhile.
    if (w.edition_id && editions->contains(*w.edition_id)) w.work_id = editions->at(*w.edition_id).work_id;
    work_ids.push_back(w.work_id.to_string());
  }
  auto works = co_await store::find_many<StoredWork>(catalog.store, "works", std::move(work_ids), catalog.unreadable);
  if (!works) co_return fail(std::move(works).error());
  std::map<WorkId, const StoredWork*> by_id;
  for (const auto& w : *works) by_id[w.id] = &w;

  std::vector<WishView> out;
  std::vector<WorkCard> cards;
  for (const auto& w : wishes) {
    auto& view = out.emplace_back(WishView{.id = w.id,
                                           .wished_at = w.wished_at,
                                           .worst_grade = w.terms.worst_grade,
                                           .price_max = w.terms.price_max,
                                           .exchange = w.terms.exchange,
                                           .work_id = w.work_id,
                                           .work = {},
                                           .edition = {}});
    if (w.edition_id && editions->contains(*w.edition_id)) view.edition = edition_card(editions->at(*w.edition_id));
    if (!by_id.contains(w.work_id)) continue;
    auto copies =
        co_await store::find_by<Copy>(catalog.store, "copies", "by_work", w.work_id.to_string(), catalog.unreadable);
    if (!copies) co_return fail(std::move(copies).error());
    view.matching = std::ranges::count_if(*copies, [&](const Copy& c) { return matches(w, c); });
    cards.push_back(work_card(*by_id.at(w.work_id), offers_of(*copies)));
  }
  choose_covers(cards);
  auto card = cards.begin();
  for (auto& view : out)
    if (by_id.contains(view.work_id)) view.work = std::move(*card++);
  co_return out;
}

}  // namespace

store::NewEvent waiting_event(const char* type, WorkId work) {
  Object body;
  body.set("waiting_for", work.to_string());
  return {type, std::move(body)};
}

Task<bool> add_wish(Catalog& catalog, Wish wish) {
  auto known = co_await catalog.store.get("wishes", wish.id.to_string());
  if (!known) co_return fail(std::move(known).error());
  if (*known) co_return false;
  auto others = co_await catalog.store.query(
      {.collection = "wishes", .index = "by_reader", .equals = {wish.reader_id.to_string()}, .limit = most_wishes});
  if (!others) co_return fail(std::move(others).error());
  if (others->documents.size() >= most_wishes)
    co_return fail(ErrorKind::conflict, "too_many_wishes",
                   "A wish list has at most 500 wishes. Take back some of yours first.");
  const StoredWish stored{wish, target_of(wish)};
  auto kept = co_await catalog.store.insert("wishes", wish.id.to_string(),
                                            {shape::to_object(stored), {waiting_event(wish_added, wish.work_id)}});
  if (!kept && kept.error().kind == ErrorKind::conflict) co_return false;
  if (!kept) co_return fail(std::move(kept).error());
  co_return true;
}

Task<WishView> save_wish(Catalog& catalog, ReaderId reader, WishBody body) {
  auto allowed = co_await allow(catalog, {reader.uuid}, "save_wish", 1000, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto wish = co_await wanted(catalog, reader, body);
  if (!wish) co_return fail(std::move(wish).error());
  auto added = co_await add_wish(catalog, *wish);
  if (!added) co_return fail(std::move(added).error());
  if (!*added) {
    auto changed = co_await catalog.store.update("wishes", wish->id.to_string(),
                                                 [wish = *wish](const store::Document& d) -> Result<store::Change> {
                                                   auto stored = shape::from_object<StoredWish>(d.body);
                                                   if (!stored) return fail(stored.error());
                                                   stored->terms = wish.terms;
                                                   return store::Change{shape::to_object(*stored)};
                                                 });
    if (!changed && changed.error().kind == ErrorKind::not_found) co_return no_such_wish();  // taken back meanwhile
    if (!changed) co_return fail(std::move(changed).error());
  }
  auto stored = co_await store::find<StoredWish>(catalog.store, "wishes", wish->id.to_string());
  if (!stored) co_return fail(std::move(stored).error());
  if (!*stored) co_return no_such_wish();
  auto views = co_await views_of(catalog, {std::move(**stored)});
  if (!views) co_return fail(std::move(views).error());
  co_return std::move(views->front());
}

Task<void> remove_wish(Catalog& catalog, ReaderId reader, WishId id) {
  auto wish = co_await store::find<StoredWish>(catalog.store, "wishes", id.to_string());
  if (!wish) co_return fail(std::move(wish).error());
  if (!*wish || (*wish)->reader_id != reader) co_return no_such_wish();
  auto gone = co_await catalog.store.remove("wishes", id.to_string(), {waiting_event(wish_removed, (*wish)->work_id)});
  if (!gone && gone.error().kind == ErrorKind::not_found) co_return no_such_wish();
  co_return gone;
}

Task<WishesView> list_wishes(Catalog& catalog, ReaderId reader, PageQuery query) {
  auto page = co_await catalog.store.query({.collection = "wishes",
                                            .index = "by_reader",
                                            .equals = {reader.to_string()},
                                            .descending = true,
                                            .cursor = query.cursor.value_or(""),
                                            .limit = query.limit.value_or(24)});
  if (!page) co_return fail(std::move(page).error());
  auto views = co_await views_of(catalog, store::read_all<StoredWish>(page->documents, catalog.unreadable));
  if (!views) co_return fail(std::move(views).error());
  co_return WishesView{std::move(*views), unless_empty(page->next_cursor)};
}

Task<void> move_wishes(Catalog& catalog, EditionId edition, WorkId from, WorkId to) {
  const auto wishes = co_await store::documents_by(catalog.store, "wishes", "by_target", target_of(edition));
  if (!wishes) co_return fail(wishes.error());
  for (const auto& wish : *wishes) {
    if (!wish.readable) continue;
    const auto moved = co_await catalog.store.update("wishes", wish.id, [from, to](const store::Document& d) {
      store::Change change{d.body, {waiting_event(wish_removed, from), waiting_event(wish_added, to)}};
      change.body.set("work_id", to.to_string());
      return Result<store::Change>(std::move(change));
    });
    if (!moved && moved.error().kind != ErrorKind::not_found) co_return fail(moved.error());
  }
  co_return Result<void>{};
}

}  // namespace bookmarket::catalog
