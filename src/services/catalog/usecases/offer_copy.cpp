#include "platform/base/failpoint.hpp"
#include "platform/shape/json.hpp"
#include "services/catalog/usecases/selling_parts.hpp"

namespace bookmarket::catalog {
namespace {

/// Of the draft that it was, else of the key, so that the same command finds the same copy.
CopyId id_of(const Catalog& catalog, SellerId seller, const Offer& offer, const std::string& key) {
  if (offer.draft_id) return *offer.draft_id;
  if (!key.empty()) return CopyId::v8_of("offer_copy:" + seller.to_string() + ":" + key);
  return CopyId::v7(catalog.clock.now());
}

Task<Copy> offered_before(Catalog& catalog, Copy wanted) {
  auto stored = co_await store::find<Copy>(catalog.store, "copies", wanted.id.to_string());
  if (!stored) co_return fail(std::move(stored).error());
  if (!*stored || (*stored)->seller_id != wanted.seller_id || (*stored)->request_digest != wanted.request_digest)
    co_return fail(ErrorKind::contradicted, "idempotency_key_reused",
                   "Another copy was offered by this key or draft. Use a new one.");
  co_return std::move(**stored);
}

/// The photos that go with the draft; from now on none is added to it. There are none when it is a copy by now.
Task<std::vector<Photo>> seal(Catalog& catalog, SellerId seller, CopyId id) {
  auto sealed = co_await catalog.store.update("drafts", id.to_string(),
                                              [seller](const store::Document& d) -> Result<store::Change> {
                                                auto draft = shape::from_object<StoredDraft>(d.body);
                                                if (!draft) return fail(draft.error());
                                                if (draft->seller_id != seller) return no_such_copy();
                                                draft->offered = true;
                                                return store::Change{shape::to_object(*draft)};
                                              });
  if (!sealed && sealed.error().kind == ErrorKind::not_found && sealed.error().code != "copy_not_found")
    co_return std::vector<Photo>{};
  if (!sealed) co_return fail(std::move(sealed).error());
  auto draft = shape::from_object<StoredDraft>(sealed->body);
  if (!draft) co_return fail(std::move(draft).error());
  co_return std::move(draft->photos);
}

}  // namespace

Task<OwnCopyView> offer_copy(Catalog& catalog, SellerId seller_id, Offer offer, std::string key) {
  auto fields = check(Terms{offer.price, offer.exchange});
  auto place = place_of(catalog, offer.place);
  if (!place) fields.push_back(place.error().fields.front());
  auto edition = co_await store::find<StoredEdition>(catalog.store, "editions", offer.edition_id.to_string());
  if (!edition) co_return fail(std::move(edition).error());
  if (!*edition) fields.push_back({"/body/edition_id", "edition_unknown", "There is no such edition."});
  if (!fields.empty()) co_return wrong_fields(std::move(fields));
  if (auto may = not_prohibited(catalog, **edition); !may) co_return fail(std::move(may).error());
  auto seller = co_await seller_by_id(catalog, seller_id);
  if (!seller && seller.error().kind == ErrorKind::not_found) seller.error().kind = ErrorKind::conflict;
  if (!seller) co_return fail(std::move(seller).error());
  auto allowed = co_await allow(catalog, seller_id, "offer_copy", 600, std::chrono::hours(1));
  if (!allowed) co_return fail(std::move(allowed).error());
  std::vector<Photo> photos;
  if (offer.draft_id) {
    auto sealed = co_await seal(catalog, seller_id, *offer.draft_id);
    if (!sealed) co_return fail(std::move(sealed).error());
    photos = std::move(*sealed);
    if (auto hit = failpoint("offer_copy.sealed"); !hit) co_return fail(std::move(hit).error());
  }
  Copy copy{.id = id_of(catalog, seller_id, offer, key),
            .edition_id = offer.edition_id,
            .work_id = (*edition)->work_id,
            .seller_id = seller_id,
            .grade = offer.grade,
            .notes = tidy(offer.notes.value_or("")),
            .price = offer.price,
            .for_exchange = offer.exchange,
            .place = std::move(*place),
            .photos = std::move(photos),
            .status = seller->is_away() ? CopyStatus::paused : CopyStatus::available,
            .listed_at = catalog.clock.now(),
            .request_digest = Uuid::v8_of(shape::to_json(offer)).to_string()};
  auto kept = co_await catalog.store.insert("copies", copy.id.to_string(),
                                            {shape::to_object(copy), {copy_event(copy_offered, copy)}});
  if (!kept && kept.error().kind != ErrorKind::conflict) co_return fail(std::move(kept).error());
  auto followed = co_await follow_pause(catalog, std::move(*seller));
  if (!followed) co_return fail(std::move(followed).error());
  if (!kept) {
    auto before = co_await offered_before(catalog, std::move(copy));
    if (!before) co_return fail(std::move(before).error());
    copy = std::move(*before);
  }
  if (offer.draft_id) {
    auto gone = co_await catalog.store.remove("drafts", offer.draft_id->to_string(), {});
    if (!gone && gone.error().kind != ErrorKind::not_found) co_return fail(std::move(gone).error());
  }
  co_return co_await own_copy_view(catalog, std::move(copy));
}

}  // namespace bookmarket::catalog
