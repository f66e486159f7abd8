#include "services/catalog/api_parts.hpp"
#include "services/catalog/usecases/selling.hpp"

namespace bookmarket::catalog {
namespace {

struct OwnCopyPath {
  CopyId id;
};
struct DraftPath {
  CopyId id;
};
struct PhotoPath {
  CopyId id;
  PhotoId photo_id;
};
struct PricesPath {
  WorkId id;
};

}  // namespace
}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Describe<catalog::OwnCopyPath> {
  static constexpr std::string_view name = "OwnCopyPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &catalog::OwnCopyPath::id, {.doc = "Of one's own copy."})};
};
template <>
struct Describe<catalog::DraftPath> {
  static constexpr std::string_view name = "DraftPath", doc = "";
  static constexpr auto fields =
      std::tuple{field("id", &catalog::DraftPath::id, {.doc = "A random UUID that the client chose."})};
};
template <>
struct Describe<catalog::PhotoPath> {
  using T = catalog::PhotoPath;
  static constexpr std::string_view name = "PhotoPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {.doc = "Of one's own copy or draft."}),
                                            field("photo_id", &T::photo_id, {.doc = "Of the photo."})};
};
template <>
struct Describe<catalog::PricesPath> {
  static constexpr std::string_view name = "PricesPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &catalog::PricesPath::id, {.doc = "Of the work."})};
};
template <>
struct Describe<catalog::OwnShelfQuery> {
  using T = catalog::OwnShelfQuery;
  static constexpr std::string_view name = "OwnShelfQuery", doc = "";
  static constexpr auto fields =
      std::tuple{field("status", &T::status, {.doc = "Only copies of this status."}),
                 field("cursor", &T::cursor, catalog::cursor_info), field("limit", &T::limit, catalog::limit_info)};
};

}  // namespace bookmarket::shape

namespace bookmarket::catalog {
namespace {

using http::as_reply, http::Context, http::done, http::Method, http::NoInput, http::NoOutput, http::Reply;

void add_copies(http::Routes& routes, Catalog* catalog) {
  auto offer = own("shelf", Method::post, "/api/v1/me/copies", "offer_copy", "Put a copy on one's shelf",
                   {400, 404, 409, 415, 422, 429}, 201);
  offer.description =
      "With an Idempotency-Key the same command may be sent again: it gives the same copy. Another one under the same "
      "key is 422.";
  routes.command<NoInput, Offer, OwnCopyView>(offer, [catalog](NoInput, Offer b, Context c) {
    return as_reply(offer_copy(*catalog, seller_of(c), std::move(b), std::move(c.idempotency_key)), 201);
  });
  routes.get_own<OwnShelfQuery, OwnShelfView>(
      own("shelf", Method::get, "/api/v1/me/copies", "list_own_copies",
          "One's own shelf, whatever became of the copies", {400}),
      [catalog](OwnShelfQuery q, Context c) { return list_own_copies(*catalog, seller_of(c), std::move(q)); });
  routes.get_own<OwnCopyPath, OwnCopyView>(
      own("shelf", Method::get, "/api/v1/me/copies/{id}", "show_own_copy", "One copy of one's own", {400, 404}),
      [catalog](OwnCopyPath p, Context c) { return show_own_copy(*catalog, seller_of(c), p.id); });
  routes.command<OwnCopyPath, CopyChange, OwnCopyView>(
      own("shelf", Method::put, "/api/v1/me/copies/{id}", "change_copy", "Change what one says of a copy",
          {400, 404, 409, 415}),
      [catalog](OwnCopyPath p, CopyChange b, Context c) {
        return as_reply(change_copy(*catalog, seller_of(c), p.id, std::move(b)));
      });
  const auto move = [&](std::string_view path, std::string_view operation, std::string_view summary,
                        ShelfAction action) {
    routes.command<OwnCopyPath, NoInput, OwnCopyView>(
        own("shelf", Method::post, path, operation, summary, {400, 404, 409}),
        [catalog, action](OwnCopyPath p, NoInput, Context c) {
          return as_reply(move_copy(*catalog, seller_of(c), p.id, action));
        });
  };
  move("/api/v1/me/copies/{id}/withdraw", "withdraw_copy", "Take a copy off the shelf", ShelfAction::withdraw);
  move("/api/v1/me/copies/{id}/offer-again", "offer_copy_again", "Put it back", ShelfAction::offer_again);
  move("/api/v1/me/copies/{id}/sold-elsewhere", "sell_copy_elsewhere", "Say that it went to somebody outside",
       ShelfAction::sell_elsewhere);
}

void add_drafts(http::Routes& routes, Catalog* catalog) {
  routes.command<DraftPath, DraftBody, DraftView>(
      own("shelf", Method::put, "/api/v1/me/drafts/{id}", "save_draft",
          "Keep what is known so far of a copy to be offered", {400, 404, 409, 415}),
      [catalog](DraftPath p, DraftBody b, Context c) {
        return as_reply(save_draft(*catalog, seller_of(c), p.id, std::move(b)));
      });
  routes.get_own<NoInput, DraftsView>(own("shelf", Method::get, "/api/v1/me/drafts", "list_drafts", "One's drafts", {}),
                                      [catalog](NoInput, Context c) { return list_drafts(*catalog, seller_of(c)); });
  routes.get_own<DraftPath, DraftView>(
      own("shelf", Method::get, "/api/v1/me/drafts/{id}", "show_draft", "One draft", {400, 404}),
      [catalog](DraftPath p, Context c) { return show_draft(*catalog, seller_of(c), p.id); });
  routes.command<DraftPath, NoInput, NoOutput>(
      own("shelf", Method::remove, "/api/v1/me/drafts/{id}", "remove_draft", "Throw a draft away", {400, 404}, 204),
      [catalog](DraftPath p, NoInput, Context c) { return done(remove_draft(*catalog, seller_of(c), p.id)); });
}

void add_photos(http::Routes& routes, Catalog* catalog) {
  auto begin = own("shelf", Method::post, "/api/v1/me/copies/{id}/photos", "begin_photo",
                   "Learn where a photo's bytes go", {400, 404, 409, 415, 429}, 201);
  begin.description = "Of a copy or a draft. Send the bytes there, then keep_photo.";
  routes.command<OwnCopyPath, NewPhoto, UploadView>(begin, [catalog](OwnCopyPath p, NewPhoto b, Context c) {
    return as_reply(begin_photo(*catalog, seller_of(c), p.id, std::move(b)), 201);
  });
  routes.get_own<OwnCopyPath, OwnPhotosView>(
      own("shelf", Method::get, "/api/v1/me/copies/{id}/photos", "list_own_photos", "The photos of a copy or a draft",
          {400, 404}),
      [catalog](OwnCopyPath p, Context c) { return list_own_photos(*catalog, seller_of(c), p.id); });
  routes.command<OwnCopyPath, PhotoOrder, OwnPhotosView>(
      own("shelf", Method::put, "/api/v1/me/copies/{id}/photos", "order_photos", "Put photos into another order",
          {400, 404, 415}),
      [catalog](OwnCopyPath p, PhotoOrder b, Context c) {
        return as_reply(order_photos(*catalog, seller_of(c), p.id, std::move(b)));
      });
  routes.command<PhotoPath, PhotoEdit, OwnPhotosView>(
      own("shelf", Method::put, "/api/v1/me/copies/{id}/photos/{photo_id}", "keep_photo",
          "Make the pictures of an uploaded photo, turned and cut", {400, 404, 409, 415, 429}),
      [catalog](PhotoPath p, PhotoEdit b, Context c) {
        return as_reply(keep_photo(*catalog, seller_of(c), p.id, p.photo_id, b));
      });
  routes.command<PhotoPath, NoInput, NoOutput>(own("shelf", Method::remove, "/api/v1/me/copies/{id}/photos/{photo_id}",
                                                   "remove_photo", "Take a photo away", {400, 404}, 204),
                                               [catalog](PhotoPath p, NoInput, Context c) {
                                                 return done(remove_photo(*catalog, seller_of(c), p.id, p.photo_id));
                                               });
}

void add_profile(http::Routes& routes, Catalog* catalog) {
  routes.get_own<NoInput, ProfileView>(
      own("shelf", Method::get, "/api/v1/me/profile", "show_profile", "What everybody may know of oneself", {404}),
      [catalog](NoInput, Context c) { return show_profile(*catalog, seller_of(c)); });
  routes.command<NoInput, ProfileBody, ProfileView>(
      own("shelf", Method::put, "/api/v1/me/profile", "save_profile", "Say it; before the first copy", {400, 415}),
      [catalog](NoInput, ProfileBody b, Context c) {
        return as_reply(save_profile(*catalog, seller_of(c), std::move(b)));
      });
  routes.command<NoInput, NoInput, ProfileView>(
      own("shelf", Method::put, "/api/v1/me/pause", "pause_shelf", "Be away: nothing of one's shelf is on offer",
          {404}),
      [catalog](NoInput, NoInput, Context c) { return as_reply(pause_shelf(*catalog, seller_of(c), true)); });
  routes.command<NoInput, NoInput, ProfileView>(
      own("shelf", Method::remove, "/api/v1/me/pause", "resume_shelf", "Be back", {404}),
      [catalog](NoInput, NoInput, Context c) { return as_reply(pause_shelf(*catalog, seller_of(c), false)); });
}

void add_editions(http::Routes& routes, Catalog* catalog) {
  routes.command<NoInput, NewEdition, FoundEdition>(own("shelf", Method::post, "/api/v1/me/editions", "add_edition",
                                                        "Add an edition that nobody had yet", {400, 415, 429}, 201),
                                                    [catalog](NoInput, NewEdition b, Context c) {
                                                      return as_reply(add_edition(*catalog, seller_of(c), std::move(b)),
                                                                      201);
                                                    });
  routes.get<PricesPath, PricesView>({.path = "/api/v1/works/{id}/prices",
                                      .operation_id = "show_prices",
                                      .summary = "What others ask for a work",
                                      .tag = "catalogue",
                                      .errors = {400, 404}},
                                     [catalog](PricesPath p) { return show_prices(*catalog, p.id); });
}

}  // namespace

void add_shelf_routes(http::Routes& routes, Catalog* catalog) {
  add_copies(routes, catalog);
  add_drafts(routes, catalog);
  add_photos(routes, catalog);
  add_profile(routes, catalog);
  add_editions(routes, catalog);
}

}  // namespace bookmarket::catalog
