#include <algorithm>

#include "services/catalog/usecases/cards.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

constexpr const char* sweep_work = "catalog.photo";
constexpr std::chrono::minutes upload_for{30};
/// Pictures are put before their photo names them: what is younger is left alone.
constexpr std::chrono::minutes sweep_after{15}, young{10};

constexpr const char* being_offered = "draft_being_offered";

std::unexpected<Error> no_such_photo() {
  return fail(ErrorKind::not_found, "photo_not_found", "There is no such photo of this copy.");
}

/// Photos belong to a draft until it is offered, then to the copy of the same id.
struct Owner {
  std::string collection;
  std::vector<Photo> photos;
  std::optional<Copy> copy = {};  ///< absent: a draft
};

Task<Owner> owner_of(Catalog& catalog, SellerId seller, CopyId id) {
  auto copy = co_await store::find<Copy>(catalog.store, "copies", id.to_string());
  if (!copy) co_return fail(std::move(copy).error());
  if (*copy && (*copy)->seller_id == seller) {
    auto photos = (*copy)->photos;
    co_return Owner{"copies", std::move(photos), std::move(*copy)};
  }
  auto draft = co_await store::find<StoredDraft>(catalog.store, "drafts", id.to_string());
  if (!draft) co_return fail(std::move(draft).error());
  if (!*draft || (*draft)->seller_id != seller || *copy) co_return no_such_copy();
  co_return Owner{"drafts", std::move((*draft)->photos)};
}

/// For who is about to change its photos: a copy that somebody is buying, or bought, shows what they saw.
Task<Owner> changeable(Catalog& catalog, SellerId seller, CopyId id) {
  auto owner = co_await owner_of(catalog, seller, id);
  if (!owner) co_return fail(std::move(owner).error());
  if (!owner->copy) co_return owner;
  if (auto may = after(ShelfAction::change, *owner->copy); !may) co_return fail(std::move(may).error());
  co_return owner;
}

template <class T>
Result<store::Change> with_photos(const store::Document& d, SellerId seller,
                                  const std::function<Result<void>(std::vector<Photo>&)>& fn) {
  auto owner = shape::from_object<T>(d.body);
  if (!owner) return fail(owner.error());
  if (owner->seller_id != seller) return no_such_copy();
  if constexpr (std::same_as<T, Copy>) {
    if (auto may = after(ShelfAction::change, *owner); !may) return fail(may.error());
  } else if (owner->offered) {
    return fail(ErrorKind::conflict, being_offered, "This draft is being put on your shelf. Try again.");
  }
  if (auto done = fn(owner->photos); !done) return fail(done.error());
  store::Change change{shape::to_object(*owner)};
  if constexpr (std::same_as<T, Copy>) change.events.push_back(changed_by_owner(*owner));
  return change;
}

/// `fn` decides where the photos are written.
Task<std::vector<Photo>> update_photos(Catalog& catalog, SellerId seller, CopyId id,
                                       std::function<Result<void>(std::vector<Photo>&)> fn) {
  for (bool again = false;; again = true) {
    auto owner = co_await changeable(catalog, seller, id);
    if (!owner) co_return fail(std::move(owner).error());
    const bool drafted = owner->collection == "drafts";
    auto updated = co_await catalog.store.update(owner->collection, id.to_string(), [=](const store::Document& d) {
      return drafted ? with_photos<StoredDraft>(d, seller, fn) : with_photos<Copy>(d, seller, fn);
    });
    if (updated) break;
    // Offered in between: it is the copy's now, or is about to be.
    const bool offered = updated.error().kind == ErrorKind::not_found || updated.error().code == being_offered;
    if (!offered || !drafted || again) co_return fail(std::move(updated).error());
  }
  auto now = co_await owner_of(catalog, seller, id);
  if (!now) co_return fail(std::move(now).error());
  co_return std::move(now->photos);
}

OwnPhotosView view_of(const std::vector<Photo>& photos) {
  OwnPhotosView out;
  auto views = photo_views(photos);
  for (std::size_t i = 0; i < photos.size(); ++i) {
    OwnPhotoView own;
    static_cast<PhotoView&>(own) = std::move(views[i]);
    own.edit = photos[i].edit;
    out.items.push_back(std::move(own));
  }
  return out;
}

/// When its id was made (UUID version 7, RFC 9562 §5.7).
Timestamp begun_at(PhotoId photo) {
  std::int64_t ms = 0;
  for (std::size_t i = 0; i < 6; ++i) ms = ms << 8 | photo.uuid.bytes[i];
  return Timestamp(std::chrono::milliseconds(ms));
}

/// Objects that were or will be made for a photo are looked at again: what nobody needs goes. Not before its upload's
/// address has expired: what is sent there later than that look would stay.
Task<void> sweep_later(Catalog& catalog, SellerId seller, CopyId id, PhotoId photo) {
  Object body;
  body.set("seller_id", seller.to_string());
  body.set("copy_id", id.to_string());
  co_return co_await catalog.store.schedule(
      {.kind = sweep_work,
       .id = photo.to_string(),
       .due_at = std::max(catalog.clock.now(), begun_at(photo) + upload_for) + sweep_after,
       .body = std::move(body)});
}

std::unexpected<Error> no_photos() { return unavailable("photos_unusable", "this process has no objects or images"); }

/// The master of a photo; made of what was uploaded, when there is none yet.
Task<std::string> master_of(Catalog& catalog, SellerId seller, CopyId id, PhotoId photo) {
  auto kept = co_await catalog.objects->get(master_key(photo), most_photo_bytes);
  if (!kept) co_return fail(std::move(kept).error());
  if (*kept) co_return std::move((*kept)->bytes);
  auto upload = co_await catalog.objects->get(upload_key(seller, id, photo), most_photo_bytes);
  if (!upload) co_return fail(std::move(upload).error());
  if (!*upload) co_return no_such_photo();
  auto master = co_await catalog.images->render(std::move((*upload)->bytes), {},
                                                {{.encoding = images::Encoding::jpeg, .longest_side = 2400}});
  if (!master) {
    if (master.error().kind == ErrorKind::invalid)
      co_return wrong_fields({{"/body/photo", master.error().code, master.error().detail}});
    co_return fail(std::move(master).error());
  }
  auto bytes = std::move(master->renditions.front().bytes);
  auto put = co_await catalog.objects->put(master_key(photo), bytes, {.content_type = "image/jpeg"});
  if (!put) co_return fail(std::move(put).error());
  co_return bytes;
}

std::string_view extension_of(std::string_view type) {
  return type == "image/avif" ? ".avif" : type == "image/webp" ? ".webp" : ".jpg";
}

/// The pictures, under keys that no other edit has.
Task<Photo> pictures_of(Catalog& catalog, PhotoId photo, std::string master, PhotoEdit edit) {
  using images::Encoding;
  constexpr double whole = 10'000;
  auto made = co_await catalog.images->render(std::move(master),
                                              {.rotate = edit.rotate,
                                               .crop = {.left = edit.left / whole,
                                                        .top = edit.top / whole,
                                                        .width = edit.width / whole,
                                                        .height = edit.height / whole}},
                                              {{Encoding::avif, 320},
                                               {Encoding::webp, 320},
                                               {Encoding::jpeg, 320},
                                               {Encoding::avif, 800},
                                               {Encoding::webp, 800},
                                               {Encoding::jpeg, 800},
                                               {Encoding::webp, 1600},
                                               {Encoding::jpeg, 1600}});
  if (!made) {
    if (made.error().code == "bad_edit")
      co_return wrong_fields({{"/body/width", "bad_edit", "Turn by quarters, and cut within the picture."}});
    co_return fail(std::move(made).error());
  }
  const auto revision = Uuid::v7(catalog.clock.now()).to_string().substr(0, 13);
  Photo out{.id = photo, .colour = std::move(made->colour), .edit = edit, .sizes = {}};
  for (auto& r : made->renditions) {
    const auto key = photo.to_string() + "/" + revision + "-" + std::to_string(r.variant.longest_side) +
                     std::string(extension_of(r.content_type));
    auto put = co_await catalog.objects->put(
        "images/" + key, std::move(r.bytes),
        {.content_type = r.content_type, .cache_control = std::string(objects::cached_for_ever)});
    if (!put) co_return fail(std::move(put).error());
    out.sizes.push_back({key, r.content_type, r.width, r.height});
  }
  co_return out;
}

/// Removes what lies under the photo's keys and is not needed; `kept`: the photo as its copy has it, if it has.
Task<void> sweep(Catalog& catalog, SellerId seller, CopyId id, PhotoId photo, std::optional<Photo> kept) {
  std::vector<std::string> goes{upload_key(seller, id, photo)};
  if (!kept) goes.push_back(master_key(photo));
  for (std::string cursor;;) {
    auto page = co_await catalog.objects->list(image_prefix(photo), cursor, 100);
    if (!page) co_return fail(std::move(page).error());
    for (auto& o : page->objects) {
      const auto is_it = [&](const PhotoSize& s) { return "images/" + s.key == o.key; };
      if (o.modified + young > catalog.clock.now()) continue;
      if (!kept || std::ranges::none_of(kept->sizes, is_it)) goes.push_back(std::move(o.key));
    }
    if (page->next_cursor.empty()) break;
    cursor = std::move(page->next_cursor);
  }
  for (auto& key : goes) {
    auto removed = co_await catalog.objects->remove(std::move(key));
    if (!removed) co_return fail(std::move(removed).error());
  }
  co_return Result<void>{};
}

Task<void> sweep_one(Catalog& catalog, store::DueWork work) {
  const auto photo = PhotoId::parse(work.id);
  const auto seller = SellerId::parse(store::text_in(work.body, "seller_id"));
  const auto copy = CopyId::parse(store::text_in(work.body, "copy_id"));
  if (!photo || !seller || !copy) co_return Result<void>{};
  std::optional<Photo> kept;
  auto owner = co_await owner_of(catalog, *seller, *copy);
  if (!owner && owner.error().kind != ErrorKind::not_found) co_return fail(std::move(owner).error());
  if (owner) {
    const auto at = std::ranges::find(owner->photos, *photo, &Photo::id);
    if (at != owner->photos.end()) kept = *at;
  }
  co_return co_await sweep(catalog, *seller, *copy, *photo, std::move(kept));
}

}  // namespace

Task<UploadView> begin_photo(Catalog& catalog, SellerId seller, CopyId id, NewPhoto input) {
  if (catalog.objects == nullptr || catalog.images == nullptr) co_return no_photos();
  if (input.content_type != "image/jpeg" && input.content_type != "image/png" && input.content_type != "image/webp")
    co_return wrong_fields({{"/body/content_type", "unsupported_image", "Send a JPEG, PNG or WebP picture."}});
  auto allowed = co_await allow(catalog, seller, "begin_photo", 200, std::chrono::minutes(10));
  if (!allowed) co_return fail(std::move(allowed).error());
  auto owner = co_await changeable(catalog, seller, id);
  if (!owner) co_return fail(std::move(owner).error());
  if (owner->photos.size() >= most_photos)
    co_return fail(ErrorKind::conflict, "too_many_photos", "A copy has at most 12 photos.");
  const auto photo = PhotoId::v7(catalog.clock.now());
  auto request = catalog.objects->sign_upload({.key = upload_key(seller, id, photo),
                                               .attributes = {.content_type = std::move(input.content_type)},
                                               .max_bytes = static_cast<std::uint64_t>(input.bytes)},
                                              upload_for);
  if (!request) co_return fail(std::move(request).error());
  auto later = co_await sweep_later(catalog, seller, id, photo);
  if (!later) co_return fail(std::move(later).error());
  co_return UploadView{photo, request->method, request->url, request->content_type, request->expires};
}

Task<OwnPhotosView> keep_photo(Catalog& catalog, SellerId seller, CopyId id, PhotoId photo, PhotoEdit edit) {
  if (catalog.objects == nullptr || catalog.images == nullptr) co_return no_photos();
  auto owner = co_await changeable(catalog, seller, id);
  if (!owner) co_return fail(std::move(owner).error());
  const auto known = std::ranges::find(owner->photos, photo, &Photo::id);
  if (known != owner->photos.end() && known->edit == edit) co_return view_of(owner->photos);
  // A master of another's photo is nobody's but theirs: only what this seller uploaded, or has, is looked at.
  if (known == owner->photos.end()) {
    auto upload = co_await catalog.objects->head(upload_key(seller, id, photo));
    if (!upload) co_return fail(std::move(upload).error());
    if (!*upload) co_return no_such_photo();
  }
  auto allowed = co_await allow(catalog, seller, "keep_photo", 200, std::chrono::minutes(10));
  if (!allowed) co_return fail(std::move(allowed).error());
  // Before anything is made or taken away: a crash leaves nothing that is not looked at.
  auto later = co_await sweep_later(catalog, seller, id, photo);
  if (!later) co_return fail(std::move(later).error());
  auto master = co_await master_of(catalog, seller, id, photo);
  if (!master) co_return fail(std::move(master).error());
  auto made = co_await pictures_of(catalog, photo, std::move(*master), edit);
  if (!made) co_return fail(std::move(made).error());
  const bool fresh = known == owner->photos.end();
  auto photos =
      co_await update_photos(catalog, seller, id, [made = *made, fresh](std::vector<Photo>& all) -> Result<void> {
        const auto at = std::ranges::find(all, made.id, &Photo::id);
        if (at != all.end()) {
          *at = made;
          return {};
        }
        if (!fresh) return no_such_photo();  // taken away while it was being cut
        if (all.size() >= most_photos)
          return fail(ErrorKind::conflict, "too_many_photos", "A copy has at most 12 photos.");
        all.push_back(made);
        return {};
      });
  if (!photos) co_return fail(std::move(photos).error());
  co_return view_of(*photos);
}

Task<OwnPhotosView> order_photos(Catalog& catalog, SellerId seller, CopyId id, PhotoOrder order) {
  auto photos =
      co_await update_photos(catalog, seller, id, [order = std::move(order)](std::vector<Photo>& all) -> Result<void> {
        std::vector<Photo> sorted;
        for (const auto& wanted : order.ids) {
          const auto at = std::ranges::find(all, wanted, &Photo::id);
          if (at != all.end() && std::ranges::find(sorted, wanted, &Photo::id) == sorted.end()) sorted.push_back(*at);
        }
        if (sorted.size() != all.size() || order.ids.size() != all.size())
          return wrong_fields({{"/body/ids", "other_photos", "Name each photo of this copy once."}});
        all = std::move(sorted);
        return {};
      });
  if (!photos) co_return fail(std::move(photos).error());
  co_return view_of(*photos);
}

Task<OwnPhotosView> list_own_photos(Catalog& catalog, SellerId seller, CopyId id) {
  auto owner = co_await owner_of(catalog, seller, id);
  if (!owner) co_return fail(std::move(owner).error());
  co_return view_of(owner->photos);
}

Task<void> remove_photo(Catalog& catalog, SellerId seller, CopyId id, PhotoId photo) {
  auto owner = co_await changeable(catalog, seller, id);
  if (!owner) co_return fail(std::move(owner).error());
  if (std::ranges::find(owner->photos, photo, &Photo::id) == owner->photos.end()) co_return no_such_photo();
  auto later = co_await sweep_later(catalog, seller, id, photo);
  if (!later) co_return fail(std::move(later).error());
  auto photos = co_await update_photos(catalog, seller, id, [photo](std::vector<Photo>& all) -> Result<void> {
    if (std::erase_if(all, [&](const Photo& p) { return p.id == photo; }) == 0) return no_such_photo();
    return {};
  });
  if (!photos) co_return fail(std::move(photos).error());
  co_return Result<void>{};
}

Task<void> sweep_photos_of(Catalog& catalog, SellerId seller, CopyId id, std::vector<Photo> photos) {
  for (const auto& photo : photos) {
    auto later = co_await sweep_later(catalog, seller, id, photo.id);
    if (!later) co_return fail(std::move(later).error());
  }
  co_return Result<void>{};
}

Task<std::uint64_t> sweep_photos(Catalog& catalog) {
  if (catalog.objects == nullptr) co_return std::uint64_t{0};
  co_return co_await store::do_due(catalog.store, catalog.clock.now(), sweep_work,
                                   [&](store::DueWork work) { return sweep_one(catalog, std::move(work)); });
}

}  // namespace bookmarket::catalog
