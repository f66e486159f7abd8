#include <algorithm>

#include "platform/store/typed.hpp"
#include "services/catalog/usecases/shelf.hpp"

namespace bookmarket::catalog {
namespace {

std::unexpected<Error> not_shown() {
  return fail(ErrorKind::not_found, "copy_not_found",
              "There is no such copy; perhaps its owner took it off the shelf.");
}

}  // namespace

Task<Tagged<CopyView>> show_copy(Catalog& catalog, CopyId id) {
  auto copy = co_await store::find<Copy>(catalog.store, "copies", id.to_string());
  if (!copy) co_return fail(std::move(copy).error());
  if (!*copy) co_return not_shown();
  const auto& c = **copy;
  auto work = co_await store::find<StoredWork>(catalog.store, "works", c.work_id.to_string());
  if (!work) co_return fail(std::move(work).error());
  auto edition = co_await store::find<StoredEdition>(catalog.store, "editions", c.edition_id.to_string());
  if (!edition) co_return fail(std::move(edition).error());
  auto seller = co_await store::find<Seller>(catalog.store, "sellers", c.seller_id.to_string());
  if (!seller) co_return fail(std::move(seller).error());
  if (!*work || !*edition || !*seller)
    co_return fail(ErrorKind::internal, "dangling_copy", "Something broke on our side.",
                   "copy " + id.to_string() + " points to nothing");
  if (!is_shown(c, **seller)) co_return not_shown();

  constexpr unsigned most = 12;
  auto page = co_await catalog.store.query({.collection = "copies",
                                            .index = "by_seller",
                                            .equals = {c.seller_id.to_string()},
                                            .descending = true,
                                            .limit = most + 1});
  if (!page) co_return fail(std::move(page).error());
  auto others = store::read_all<Copy>(page->documents, catalog.unreadable);
  std::erase_if(others, [&](const Copy& o) { return o.id == id || o.status != CopyStatus::available; });
  if (others.size() > most) others.resize(most);
  auto shelf = co_await shelf_items(catalog, std::move(others), (*seller)->name);
  if (!shelf) co_return fail(std::move(shelf).error());
  auto copies =
      co_await store::find_by<Copy>(catalog.store, "copies", "by_work", c.work_id.to_string(), catalog.unreadable);
  if (!copies) co_return fail(std::move(copies).error());

  Tagged<CopyView> out;
  static_cast<CopyCard&>(out.value) = copy_card(c, (*seller)->name);
  out.value.work = work_card(**work, offers_of(*copies));
  out.value.edition = edition_card(**edition);
  out.value.more_from_seller = std::move(*shelf);
  out.tags = {"work:" + c.work_id.to_string(), "seller:" + c.seller_id.to_string()};
  for (const auto& i : out.value.more_from_seller) out.tags.push_back("work:" + i.work_id.to_string());
  co_return out;
}

}  // namespace bookmarket::catalog
