// What people who offer books send and are shown.
#pragma once

#include "services/catalog/domain/offer.hpp"
#include "services/catalog/views.hpp"

namespace bookmarket::catalog {

struct Offer {
  EditionId edition_id;
  Grade grade = Grade::good;
  std::optional<std::string> notes;
  std::optional<Money> price;
  bool exchange = false;
  std::string place;
  std::optional<CopyId> draft_id;
};
struct CopyChange {
  Grade grade = Grade::good;
  std::optional<std::string> notes;
  std::optional<Money> price;
  bool exchange = false;
  std::string place;
};
/// That a moderator took it out of sight.
struct RestrictionView {
  CaseId decision_id;
  DecisionAction action = DecisionAction::hide_copy;
  Timestamp since;
};
struct OwnCopyView : ShelfItem {
  EditionCard edition;
  std::int64_t waiting = 0;
  std::optional<RestrictionView> restriction;
  std::optional<std::string> reference;
};
struct OwnShelfView {
  std::vector<OwnCopyView> items;
  std::optional<std::string> next_cursor;
};

struct DraftBody {
  std::optional<EditionId> edition_id;
  std::optional<Grade> grade;
  std::optional<std::string> notes;
  std::optional<Money> price;
  std::optional<bool> exchange;
  std::optional<std::string> place;
};
struct DraftView : DraftBody {
  CopyId id;
  Timestamp saved_at;
  std::optional<EditionCard> edition;
  std::vector<PhotoView> photos;
  std::int64_t waiting = 0;
};
struct DraftsView {
  std::vector<DraftView> items;
};

struct NewPhoto {
  std::string content_type;
  std::int64_t bytes = 0;
};
struct UploadView {
  PhotoId photo_id;
  std::string method, url, content_type;
  Timestamp expires_at;
};
struct PhotoOrder {
  std::vector<PhotoId> ids;
};
struct OwnPhotoView : PhotoView {
  PhotoEdit edit;
};
struct OwnPhotosView {
  std::vector<OwnPhotoView> items;
};

struct ProfileBody {
  std::string name;
  std::string place;
  std::optional<std::string> about;
  std::vector<std::string> languages;
};
struct ProfileView : SellerView {
  bool paused = false;
  std::vector<std::string> languages;
};

struct NewEdition {
  std::string title;
  std::vector<std::string> authors;
  std::optional<int> year;
  std::string language;
  std::optional<std::string> place, publisher, translator, isbn;
};
struct FoundEdition : EditionCard {
  WorkCard work;
};

struct PricesView {
  std::int64_t copies = 0;
  std::optional<Money> min, median, max;
};

}  // namespace bookmarket::catalog

namespace bookmarket::shape {

namespace shelf_fields {
inline constexpr Info notes{.doc = "What the grade does not say: inscriptions, stains, a missing jacket.",
                            .example = "Автограф автора на титулі.",
                            .max_length = catalog::max_notes};
inline constexpr Info price{.doc = "Left out: not for sale. In UAH."};
inline constexpr Info exchange{.doc = "Whether the owner would swap it for another book."};
inline constexpr Info place{.doc = "Where the copy is: a settlement's code (KATOTTG), see suggest_places.",
                            .example = "UA46060250010015970",
                            .max_length = 40};
inline constexpr Info waiting{.doc = "How many people wait for this title.", .example = "3", .min = 0};
inline constexpr Info languages{.doc = "That they speak, ISO 639-1.", .example = "[\"uk\"]", .max_length = 12};
}  // namespace shelf_fields

template <>
struct Describe<catalog::Offer> {
  using T = catalog::Offer;
  static constexpr std::string_view name = "Offer", doc = "A copy for the shelf. For sale, for exchange, or both.";
  static constexpr auto fields =
      std::tuple{field("edition_id", &T::edition_id, {}),
                 field("grade", &T::grade, {}),
                 field("notes", &T::notes, shelf_fields::notes),
                 field("price", &T::price, shelf_fields::price),
                 field("exchange", &T::exchange, shelf_fields::exchange),
                 field("place", &T::place, shelf_fields::place),
                 field("draft_id", &T::draft_id, {.doc = "The draft that becomes this copy, with its photos."})};
};
template <>
struct Describe<catalog::CopyChange> {
  using T = catalog::CopyChange;
  static constexpr std::string_view name = "CopyChange",
                                    doc = "All that an owner may change of a copy, as it shall be.";
  static constexpr auto fields = std::tuple{
      field("grade", &T::grade, {}), field("notes", &T::notes, shelf_fields::notes),
      field("price", &T::price, shelf_fields::price), field("exchange", &T::exchange, shelf_fields::exchange),
      field("place", &T::place, shelf_fields::place)};
};
template <>
struct Describe<catalog::RestrictionView> {
  using T = catalog::RestrictionView;
  static constexpr std::string_view name = "Restriction", doc = "That a moderator took a copy out of sight.";
  static constexpr auto fields =
      std::tuple{field("decision_id", &T::decision_id, {.doc = "See list_decisions."}),
                 field("action", &T::action, {.doc = "ask_to_amend: it comes back after a change and another look."}),
                 field("since", &T::since, {})};
};
template <>
struct Describe<catalog::OwnCopyView> {
  using T = catalog::OwnCopyView;
  static constexpr std::string_view name = "OwnCopy", doc = "A copy as its owner sees it.";
  static constexpr auto fields =
      std::tuple_cat(Describe<catalog::ShelfItem>::fields,
                     std::tuple{field("edition", &T::edition, {}), field("waiting", &T::waiting, shelf_fields::waiting),
                                field("restriction", &T::restriction, {}),
                                field("reference", &T::reference, {.doc = "The owner's own number of it."})});
};
template <>
struct Describe<catalog::OwnShelfView> {
  using T = catalog::OwnShelfView;
  static constexpr std::string_view name = "OwnShelf", doc = "";
  static constexpr auto fields =
      std::tuple{field("items", &T::items, {.doc = "Newest first."}), field("next_cursor", &T::next_cursor, {})};
};
template <>
struct Describe<catalog::DraftBody> {
  using T = catalog::DraftBody;
  static constexpr std::string_view name = "DraftBody", doc = "What is known so far of a copy to be offered.";
  static constexpr auto fields = std::tuple{field("edition_id", &T::edition_id, {}),
                                            field("grade", &T::grade, {}),
                                            field("notes", &T::notes, shelf_fields::notes),
                                            field("price", &T::price, shelf_fields::price),
                                            field("exchange", &T::exchange, shelf_fields::exchange),
                                            field("place", &T::place, shelf_fields::place)};
};
template <>
struct Describe<catalog::DraftView> {
  using T = catalog::DraftView;
  static constexpr std::string_view name = "Draft", doc = "A copy that is not offered yet.";
  static constexpr auto fields = std::tuple_cat(
      std::tuple{field("id", &T::id, {}), field("saved_at", &T::saved_at, {})}, Describe<catalog::DraftBody>::fields,
      std::tuple{field("edition", &T::edition, {}), field("photos", &T::photos, {}),
                 field("waiting", &T::waiting, shelf_fields::waiting)});
};
template <>
struct Describe<catalog::DraftsView> {
  using T = catalog::DraftsView;
  static constexpr std::string_view name = "Drafts", doc = "";
  static constexpr auto fields = std::tuple{field("items", &T::items, {.doc = "Saved last first."})};
};
template <>
struct Describe<catalog::NewPhoto> {
  using T = catalog::NewPhoto;
  static constexpr std::string_view name = "NewPhoto", doc = "A photo that is about to be uploaded.";
  static constexpr auto fields =
      std::tuple{field("content_type", &T::content_type, {.example = "image/jpeg", .max_length = 100}),
                 field("bytes", &T::bytes, {.example = "3145728", .min = 1, .max = catalog::most_photo_bytes})};
};
template <>
struct Describe<catalog::UploadView> {
  using T = catalog::UploadView;
  static constexpr std::string_view name = "Upload", doc = "Where the bytes of a photo go, and how.";
  static constexpr auto fields = std::tuple{
      field("photo_id", &T::photo_id, {}), field("method", &T::method, {.example = "PUT"}),
      field("url", &T::url, {.doc = "Takes them without any other permission, until it expires."}),
      field("content_type", &T::content_type, {.doc = "The header to send."}), field("expires_at", &T::expires_at, {})};
};
template <>
struct Describe<catalog::PhotoOrder> {
  using T = catalog::PhotoOrder;
  static constexpr std::string_view name = "PhotoOrder", doc = "";
  static constexpr auto fields = std::tuple{
      field("ids", &T::ids, {.doc = "All photos of the copy, the one that stands for it first.", .max_length = 12})};
};
template <>
struct Describe<catalog::OwnPhotoView> {
  using T = catalog::OwnPhotoView;
  static constexpr std::string_view name = "OwnPhoto", doc = "";
  static constexpr auto fields =
      std::tuple_cat(Describe<catalog::PhotoView>::fields, std::tuple{field("edit", &T::edit, {})});
};
template <>
struct Describe<catalog::OwnPhotosView> {
  using T = catalog::OwnPhotosView;
  static constexpr std::string_view name = "OwnPhotos", doc = "";
  static constexpr auto fields = std::tuple{field("items", &T::items, {.doc = "In their order."})};
};
template <>
struct Describe<catalog::ProfileBody> {
  using T = catalog::ProfileBody;
  static constexpr std::string_view name = "ProfileBody", doc = "What everybody may know of who offers books.";
  static constexpr auto fields = std::tuple{
      field("name", &T::name, {.example = "Леся", .min_length = 1, .max_length = 80, .pii = true}),
      field("place", &T::place, shelf_fields::place),
      field("about", &T::about, {.example = "Збираю поезію шістдесятників.", .max_length = 1000, .pii = true}),
      field("languages", &T::languages, shelf_fields::languages)};
};
template <>
struct Describe<catalog::ProfileView> {
  using T = catalog::ProfileView;
  static constexpr std::string_view name = "Profile", doc = "A seller as they see themselves.";
  static constexpr auto fields = std::tuple_cat(
      Describe<catalog::SellerView>::fields,
      std::tuple{field("paused", &T::paused, {.doc = "Whether they are away: nothing of theirs is on offer."}),
                 field("languages", &T::languages, shelf_fields::languages)});
};
template <>
struct Describe<catalog::NewEdition> {
  using T = catalog::NewEdition;
  static constexpr std::string_view name = "NewEdition", doc = "An edition as its title page gives it.";
  static constexpr auto fields = std::tuple{
      field("title", &T::title, {.example = "Тигролови", .min_length = 1, .max_length = 500}),
      field("authors", &T::authors, {.doc = "As printed.", .example = "[\"Іван Багряний\"]", .max_length = 50}),
      field("year", &T::year, {.example = "1946", .min = 1400, .max = 2200}),
      field("language", &T::language, {.doc = "ISO 639-1.", .example = "uk", .min_length = 2, .max_length = 3}),
      field("place", &T::place, {.doc = "Of publication.", .example = "Київ", .max_length = 200}),
      field("publisher", &T::publisher, {.example = "Прометей", .max_length = 200}),
      field("translator", &T::translator, {.max_length = 200}),
      field("isbn", &T::isbn, {.example = "978-966-03-4574-4", .max_length = 40})};
};
template <>
struct Describe<catalog::FoundEdition> {
  using T = catalog::FoundEdition;
  static constexpr std::string_view name = "EditionWithWork", doc = "";
  static constexpr auto fields =
      std::tuple_cat(Describe<catalog::EditionCard>::fields, std::tuple{field("work", &T::work, {})});
};
template <>
struct Describe<catalog::PricesView> {
  using T = catalog::PricesView;
  static constexpr std::string_view name = "Prices", doc = "What others ask for a work now.";
  static constexpr auto fields =
      std::tuple{field("copies", &T::copies, {.doc = "For sale."}), field("min", &T::min, {}),
                 field("median", &T::median, {.doc = "Half ask less, half more."}), field("max", &T::max, {})};
};

}  // namespace bookmarket::shape
