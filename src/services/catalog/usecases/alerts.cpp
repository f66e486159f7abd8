#include "services/catalog/usecases/cards.hpp"
#include "services/catalog/usecases/wishes.hpp"

namespace bookmarket::catalog {
namespace {

std::unexpected<Error> no_such_alert() {
  return fail(ErrorKind::not_found, "alert_not_found", "There is no such notice for you.");
}

template <class T>
Task<std::map<std::string, T>> by_id(Catalog& catalog, std::string collection, std::vector<std::string> ids) {
  auto found = co_await store::find_many<T>(catalog.store, std::move(collection), std::move(ids), catalog.unreadable);
  if (!found) co_return fail(std::move(found).error());
  std::map<std::string, T> out;
  for (auto& t : *found) out.emplace(t.id.to_string(), std::move(t));
  co_return out;
}

/// In their order; those whose copy or its work is gone are left out.
Task<std::vector<AlertView>> views_of(Catalog& catalog, std::vector<StoredAlert> alerts) {
  std::vector<std::string> copy_ids, work_ids, seller_ids;
  for (const auto& a : alerts) copy_ids.push_back(a.copy_id.to_string());
  auto copies = co_await by_id<Copy>(catalog, "copies", std::move(copy_ids));
  if (!copies) co_return fail(std::move(copies).error());
  for (const auto& [id, c] : *copies) {
    work_ids.push_back(c.work_id.to_string());
    seller_ids.push_back(c.seller_id.to_string());
  }
  auto works = co_await by_id<StoredWork>(catalog, "works", std::move(work_ids));
  if (!works) co_return fail(std::move(works).error());
  auto sellers = co_await by_id<Seller>(catalog, "sellers", std::move(seller_ids));
  if (!sellers) co_return fail(std::move(sellers).error());
  std::vector<AlertView> out;
  std::vector<WorkCard> cards;
  for (const auto& a : alerts) {
    const auto copy = copies->find(a.copy_id.to_string());
    if (copy == copies->end()) continue;
    const auto work = works->find(copy->second.work_id.to_string());
    const auto seller = sellers->find(copy->second.seller_id.to_string());
    if (work == works->end() || seller == sellers->end() || !is_shown(copy->second, seller->second)) continue;
    auto& view = out.emplace_back(AlertView{
        .id = a.id, .wish_id = a.wish_id, .matched_at = a.matched_at, .read = !a.unread_by.has_value(), .copy = {}});
    static_cast<CopyCard&>(view.copy) = copy_card(copy->second, seller->second.name);
    cards.push_back(work_card(work->second, offers_of({copy->second})));
  }
  choose_covers(cards);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].copy.work = std::move(cards[i]);
  co_return out;
}

}  // namespace

Task<AlertsView> list_alerts(Catalog& catalog, ReaderId reader, AlertsQuery query) {
  auto page = co_await catalog.store.query({.collection = "alerts",
                                            .index = query.unread.value_or(false) ? "by_unread" : "by_reader",
                                            .equals = {reader.to_string()},
                                            .descending = true,
                                            .cursor = query.cursor.value_or(""),
                                            .limit = query.limit.value_or(24)});
  if (!page) co_return fail(std::move(page).error());
  auto views = co_await views_of(catalog, store::read_all<StoredAlert>(page->documents, catalog.unreadable));
  if (!views) co_return fail(std::move(views).error());
  co_return AlertsView{std::move(*views), unless_empty(page->next_cursor)};
}

Task<void> read_alert(Catalog& catalog, ReaderId reader, AlertId id) {
  auto updated = co_await catalog.store.update("alerts", id.to_string(),
                                               [reader](const store::Document& d) -> Result<store::Change> {
                                                 auto alert = shape::from_object<StoredAlert>(d.body);
                                                 if (!alert) return fail(alert.error());
                                                 if (alert->reader_id != reader) return no_such_alert();
                                                 alert->unread_by.reset();
                                                 return store::Change{shape::to_object(*alert)};
                                               });
  if (!updated && updated.error().kind == ErrorKind::not_found) co_return no_such_alert();
  if (!updated) co_return fail(std::move(updated).error());
  co_return Result<void>{};
}

}  // namespace bookmarket::catalog
