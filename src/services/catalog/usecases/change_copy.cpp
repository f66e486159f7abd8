#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

/// Rules of prohibited items may have come since it was offered.
Task<void> still_allowed(Catalog& catalog, SellerId seller, CopyId id) {
  auto copy = co_await store::find<Copy>(catalog.store, "copies", id.to_string());
  if (!copy) co_return fail(std::move(copy).error());
  if (!*copy || (*copy)->seller_id != seller) co_return no_such_copy();
  auto edition = co_await store::find<StoredEdition>(catalog.store, "editions", (*copy)->edition_id.to_string());
  if (!edition) co_return fail(std::move(edition).error());
  if (!*edition) co_return Result<void>{};
  co_return not_prohibited(catalog, **edition);
}

/// `fn` decides on the owner's copy where it is written.
Task<OwnCopyView> update_own(Catalog& catalog, SellerId seller, CopyId id, std::function<Result<Copy>(Copy)> fn) {
  auto updated = co_await catalog.store.update(
      "copies", id.to_string(), [seller, fn = std::move(fn)](const store::Document& d) -> Result<store::Change> {
        auto copy = shape::from_object<Copy>(d.body);
        if (!copy) return fail(copy.error());
        if (copy->seller_id != seller) return no_such_copy();
        auto next = fn(*copy);
        if (!next) return fail(next.error());
        if (*next == *copy) return store::Change{d.body};
        return store::Change{shape::to_object(*next), {changed_by_owner(*next)}};
      });
  if (!updated && updated.error().kind == ErrorKind::not_found) co_return no_such_copy();
  if (!updated) co_return fail(std::move(updated).error());
  auto copy = shape::from_object<Copy>(updated->body);
  if (!copy) co_return fail(std::move(copy).error());
  co_return co_await own_copy_view(catalog, std::move(*copy));
}

}  // namespace

Task<OwnCopyView> change_copy(Catalog& catalog, SellerId seller, CopyId id, CopyChange change) {
  auto fields = check(Terms{change.price, change.exchange});
  auto place = place_of(catalog, change.place);
  if (!place) fields.push_back(place.error().fields.front());
  if (!fields.empty()) co_return wrong_fields(std::move(fields));
  auto may = co_await still_allowed(catalog, seller, id);
  if (!may) co_return fail(std::move(may).error());
  co_return co_await update_own(catalog, seller, id,
                                [change = std::move(change), place = std::move(*place)](Copy copy) -> Result<Copy> {
                                  if (auto may = after(ShelfAction::change, copy); !may) return fail(may.error());
                                  copy.grade = change.grade;
                                  copy.notes = tidy(change.notes.value_or(""));
                                  copy.price = change.price;
                                  copy.for_exchange = change.exchange;
                                  copy.place = place;
                                  return copy;
                                });
}

Task<OwnCopyView> move_copy(Catalog& catalog, SellerId seller_id, CopyId id, ShelfAction action) {
  auto seller = co_await seller_by_id(catalog, seller_id);
  if (!seller && seller.error().kind == ErrorKind::not_found) co_return no_such_copy();
  if (!seller) co_return fail(std::move(seller).error());
  if (action == ShelfAction::offer_again) {
    auto may = co_await still_allowed(catalog, seller_id, id);
    if (!may) co_return fail(std::move(may).error());
  }
  auto moved =
      co_await update_own(catalog, seller_id, id, [action, away = seller->is_away()](Copy copy) -> Result<Copy> {
        auto status = after(action, copy);
        if (!status) return fail(status.error());
        copy.status = away && *status == CopyStatus::available ? CopyStatus::paused : *status;
        return copy;
      });
  if (!moved) co_return fail(std::move(moved).error());
  auto followed = co_await follow_pause(catalog, std::move(*seller));
  if (!followed) co_return fail(std::move(followed).error());
  co_return moved;
}

}  // namespace bookmarket::catalog
