#include <map>

#include "platform/store/typed.hpp"
#include "services/catalog/usecases/shelf.hpp"

namespace bookmarket::catalog {

Task<std::vector<ShelfItem>> shelf_items(Catalog& catalog, std::vector<Copy> copies, std::string seller_name) {
  std::vector<std::string> ids;
  for (const auto& c : copies) ids.push_back(c.work_id.to_string());
  auto works = co_await store::find_many<StoredWork>(catalog.store, "works", std::move(ids), catalog.unreadable);
  if (!works) co_return fail(std::move(works).error());
  std::map<WorkId, const StoredWork*> by_id;
  for (const auto& w : *works) by_id[w.id] = &w;
  std::vector<ShelfItem> items;
  std::vector<WorkCard> cards;
  for (const auto& c : copies) {
    const auto work = by_id.find(c.work_id);
    if (work == by_id.end()) continue;
    ShelfItem item;
    static_cast<CopyCard&>(item) = copy_card(c, seller_name);
    items.push_back(std::move(item));
    cards.push_back(work_card(*work->second, offers_of({c})));
  }
  choose_covers(cards);
  for (std::size_t i = 0; i < items.size(); ++i) items[i].work = std::move(cards[i]);
  co_return items;
}

Task<Tagged<ShelfView>> list_seller_copies(Catalog& catalog, SellerId id, PageQuery page) {
  const auto key = id.to_string();
  auto seller = co_await store::find<Seller>(catalog.store, "sellers", key);
  if (!seller) co_return fail(std::move(seller).error());
  if (!*seller || (*seller)->blocked_at)
    co_return fail(ErrorKind::not_found, "seller_not_found", "There is no such seller.");
  auto found = co_await catalog.store.query({.collection = "copies",
                                             .index = "by_seller",
                                             .equals = {key},
                                             .descending = true,
                                             .cursor = page.cursor.value_or(""),
                                             .limit = page.limit.value_or(24)});
  if (!found) co_return fail(std::move(found).error());
  auto copies = store::read_all<Copy>(found->documents, catalog.unreadable);
  std::erase_if(copies, [](const Copy& c) { return c.status == CopyStatus::withdrawn || c.restriction; });
  const auto& s = **seller;
  auto items = co_await shelf_items(catalog, std::move(copies), s.name);
  if (!items) co_return fail(std::move(items).error());
  Tagged<ShelfView> out{{.seller = {s.id, s.name, s.place, unless_empty(s.about), s.since, s.demo},
                         .items = {},
                         .next_cursor = unless_empty(found->next_cursor)},
                        {"seller:" + key}};
  for (const auto& i : *items) out.tags.push_back("work:" + i.work_id.to_string());
  out.value.items = std::move(*items);
  co_return out;
}

}  // namespace bookmarket::catalog
