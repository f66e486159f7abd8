// The use cases of people who offer books: one file each, named as the operation. Whose copies they may touch is
// decided here: what is another's is not even there.
#pragma once

#include "services/catalog/usecases/catalog.hpp"
#include "services/catalog/views_shelf.hpp"

namespace bookmarket::catalog {

/// Copies that exist or drafts, by id; absent from the shelf of `seller`: `not_found` with code copy_not_found or
/// draft_not_found. Wrong fields: `invalid`, pointers under /body.
/// `key`: Idempotency-Key, may be empty. The same command again gives the same copy; another one under the same key or
/// for the same draft is `contradicted` with code idempotency_key_reused. `conflict` with code profile_missing before
/// save_profile().
Task<OwnCopyView> offer_copy(Catalog& catalog, SellerId seller, Offer offer, std::string key);
/// `conflict` with code copy_reserved or copy_sold; so for the next one.
Task<OwnCopyView> change_copy(Catalog& catalog, SellerId seller, CopyId id, CopyChange change);
Task<OwnCopyView> move_copy(Catalog& catalog, SellerId seller, CopyId id, ShelfAction action);
Task<OwnCopyView> show_own_copy(Catalog& catalog, SellerId seller, CopyId id);

struct OwnShelfQuery {
  std::optional<CopyStatus> status;
  std::optional<std::string> cursor;
  std::optional<unsigned> limit;
};
Task<OwnShelfView> list_own_copies(Catalog& catalog, SellerId seller, OwnShelfQuery query);

/// Makes the draft or replaces it. `conflict` with code too_many_drafts, or draft_offered: it is a copy by now.
Task<DraftView> save_draft(Catalog& catalog, SellerId seller, CopyId id, DraftBody body);
Task<DraftView> show_draft(Catalog& catalog, SellerId seller, CopyId id);
Task<DraftsView> list_drafts(Catalog& catalog, SellerId seller);
Task<void> remove_draft(Catalog& catalog, SellerId seller, CopyId id);

/// Photos of a copy or a draft of the seller's. First begin_photo() says where the bytes go; when they are there,
/// keep_photo() makes the pictures of them, turned and cut. It may be called again with another edit, and makes them
/// anew. Errors: `conflict` with code too_many_photos; `not_found` with code photo_not_found, also while nothing was
/// uploaded; `invalid` at /body/photo with code unsupported_image, image_too_large or image_broken.
Task<UploadView> begin_photo(Catalog& catalog, SellerId seller, CopyId id, NewPhoto photo);
Task<OwnPhotosView> keep_photo(Catalog& catalog, SellerId seller, CopyId id, PhotoId photo, PhotoEdit edit);
/// `invalid` with code other_photos at /body/ids.
Task<OwnPhotosView> order_photos(Catalog& catalog, SellerId seller, CopyId id, PhotoOrder order);
Task<OwnPhotosView> list_own_photos(Catalog& catalog, SellerId seller, CopyId id);
Task<void> remove_photo(Catalog& catalog, SellerId seller, CopyId id, PhotoId photo);
/// One round of objects that no copy needs any more: uploads that came to nothing, pictures of photos that were cut
/// anew or removed. How many photos it looked at.
Task<std::uint64_t> sweep_photos(Catalog& catalog);

/// `not_found` with code profile_missing before the first save_profile().
Task<ProfileView> show_profile(Catalog& catalog, SellerId seller);
Task<ProfileView> save_profile(Catalog& catalog, SellerId seller, ProfileBody body);
/// Takes everything off the shelf until it is resumed: within seconds, by settle_pauses().
Task<ProfileView> pause_shelf(Catalog& catalog, SellerId seller, bool paused);
/// One round of shelves that are to be paused or resumed, a step of each. How many there were.
Task<std::uint64_t> settle_pauses(Catalog& catalog);

/// An edition that nobody had yet, from its title page; the one that has this ISBN, or is the same, when there is one.
Task<FoundEdition> add_edition(Catalog& catalog, SellerId by, NewEdition edition);
Task<Tagged<PricesView>> show_prices(Catalog& catalog, WorkId id);

}  // namespace bookmarket::catalog
