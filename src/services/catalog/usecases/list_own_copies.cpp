#include <map>

#include "services/catalog/usecases/selling_parts.hpp"
#include "services/catalog/usecases/shelf.hpp"
#include "services/catalog/usecases/wishes.hpp"

namespace bookmarket::catalog {

Task<OwnCopyView> show_own_copy(Catalog& catalog, SellerId seller, CopyId id) {
  auto copy = co_await store::find<Copy>(catalog.store, "copies", id.to_string());
  if (!copy) co_return fail(std::move(copy).error());
  if (!*copy || (*copy)->seller_id != seller) co_return no_such_copy();
  co_return co_await own_copy_view(catalog, std::move(**copy));
}

Task<OwnShelfView> list_own_copies(Catalog& catalog, SellerId id, OwnShelfQuery query) {
  auto seller = co_await store::find<Seller>(catalog.store, "sellers", id.to_string());
  if (!seller) co_return fail(std::move(seller).error());
  store::Query wanted{.collection = "copies",
                      .index = query.status ? "by_seller_status" : "by_seller",
                      .equals = {id.to_string()},
                      .descending = true,
                      .cursor = query.cursor.value_or(""),
                      .limit = query.limit.value_or(24)};
  if (query.status) wanted.equals.emplace_back(slug(*query.status));
  auto page = co_await catalog.store.query(std::move(wanted));
  if (!page) co_return fail(std::move(page).error());
  auto copies = store::read_all<Copy>(page->documents, catalog.unreadable);
  std::vector<std::string> ids;
  for (const auto& c : copies) ids.push_back(c.edition_id.to_string());
  auto editions = co_await store::find_many<StoredEdition>(catalog.store, "editions", ids, catalog.unreadable);
  if (!editions) co_return fail(std::move(editions).error());
  std::map<EditionId, EditionCard> cards;
  for (const auto& e : *editions) cards.emplace(e.id, edition_card(e));
  std::map<CopyId, std::optional<RestrictionView>> restrictions;
  for (const auto& c : copies) restrictions[c.id] = restriction_view(c);
  std::erase_if(copies, [&](const Copy& c) { return !cards.contains(c.edition_id); });
  std::map<CopyId, std::string> references;
  for (const auto& c : copies)
    if (c.reference) references.emplace(c.id, *c.reference);
  auto items = co_await shelf_items(catalog, std::move(copies), *seller ? (*seller)->name : "");
  if (!items) co_return fail(std::move(items).error());
  std::vector<WorkId> works;
  for (const auto& i : *items) works.push_back(i.work_id);
  auto waiting = co_await people_waiting(catalog, std::move(works));
  if (!waiting) co_return fail(std::move(waiting).error());
  OwnShelfView out{.items = {}, .next_cursor = unless_empty(page->next_cursor)};
  for (auto& i : *items) {
    OwnCopyView own;
    own.edition = cards.at(i.edition_id);
    own.waiting = (*waiting)[i.work_id];
    own.restriction = restrictions.at(i.id);
    if (const auto at = references.find(i.id); at != references.end()) own.reference = at->second;
    static_cast<ShelfItem&>(own) = std::move(i);
    out.items.push_back(std::move(own));
  }
  co_return out;
}

}  // namespace bookmarket::catalog
