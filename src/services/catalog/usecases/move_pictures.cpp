#include "services/catalog/usecases/moderation_parts.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {

Task<void> move_pictures(Catalog& catalog, CopyId id) {
  if (catalog.objects == nullptr) co_return Result<void>{};
  auto copy = co_await store::find<Copy>(catalog.store, "copies", id.to_string());
  if (!copy) co_return fail(std::move(copy).error());
  if (!*copy || (*copy)->photos.empty()) co_return Result<void>{};
  const auto before = (*copy)->photos;
  // First of all: a crash leaves nothing that is not looked at.
  auto later = co_await sweep_photos_of(catalog, (*copy)->seller_id, id, before);
  if (!later) co_return fail(std::move(later).error());
  auto after_it = before;
  for (auto& photo : after_it) {
    const auto secret = Uuid::v7(catalog.clock.now()).to_string();
    for (auto& size : photo.sizes) {
      auto object = co_await catalog.objects->get("images/" + size.key, most_photo_bytes);
      if (!object) co_return fail(std::move(object).error());
      if (!*object) continue;  // moved before a crash: the sweep takes what nothing names
      size.key = photo.id.to_string() + "/" + secret + "-" + size.key.substr(size.key.rfind('-') + 1);
      auto put = co_await catalog.objects->put("images/" + size.key, std::move((*object)->bytes),
                                               std::move((*object)->head.attributes));
      if (!put) co_return fail(std::move(put).error());
    }
  }
  auto moved = co_await catalog.store.update(
      "copies", id.to_string(), [before, after_it](const store::Document& d) -> Result<store::Change> {
        auto stored = shape::from_object<Copy>(d.body);
        if (!stored) return fail(stored.error());
        if (stored->photos != before)
          return fail(ErrorKind::conflict, "photos_changed", "Its photos changed meanwhile.");
        stored->photos = after_it;
        return store::Change{shape::to_object(*stored), {copy_event(copy_changed, *stored)}};
      });
  if (!moved) co_return fail(std::move(moved).error());
  for (const auto& photo : before)
    for (const auto& size : photo.sizes) {
      auto removed = co_await catalog.objects->remove("images/" + size.key);
      if (!removed) co_return fail(std::move(removed).error());
    }
  co_return Result<void>{};
}

}  // namespace bookmarket::catalog
