#include "services/catalog/api.hpp"

namespace bookmarket::catalog {
namespace {

struct WorkPath {
  WorkId id;
};
struct EditionPath {
  std::string isbn;
};
struct CopyPath {
  CopyId id;
};
struct AuthorPath {
  AuthorId id;
  std::optional<std::string> cursor;
  std::optional<unsigned> limit;
};
struct SellerPath {
  SellerId id;
  std::optional<std::string> cursor;
  std::optional<unsigned> limit;
};
struct ImagePath {
  std::string key;
};
struct CoverPath {
  WorkId id;
  std::optional<unsigned> v;
};

}  // namespace
}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Describe<catalog::SuggestQuery> {
  static constexpr std::string_view name = "SuggestQuery", doc = "";
  static constexpr auto fields = std::tuple{field(
      "q", &catalog::SuggestQuery::q, {.doc = "What has been typed so far.", .example = "кобз", .max_length = 200})};
};
template <>
struct Describe<catalog::SuggestPlacesQuery> {
  using T = catalog::SuggestPlacesQuery;
  static constexpr std::string_view name = "SuggestPlacesQuery", doc = "";
  static constexpr auto fields = std::tuple{
      field("q", &T::q,
            {.doc = "The beginning of a name; then, perhaps after a comma, of the community, district or region. In "
                    "Ukrainian, Russian or Latin letters, perhaps on the wrong keyboard layout or with one mistake.",
             .example = "миколаївка, одес",
             .max_length = 100}),
      field("limit", &T::limit, {.doc = "How many; 10 unless told.", .example = "10", .min = 1, .max = 50})};
};
template <>
struct Describe<catalog::WorkPath> {
  static constexpr std::string_view name = "WorkPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &catalog::WorkPath::id, {.doc = "Of the work."})};
};
template <>
struct Describe<catalog::EditionPath> {
  static constexpr std::string_view name = "EditionPath", doc = "";
  static constexpr auto fields = std::tuple{
      field("isbn", &catalog::EditionPath::isbn,
            {.doc = "ISBN-10 or ISBN-13, with or without hyphens.", .example = "978-966-03-4574-4", .max_length = 40})};
};
template <>
struct Describe<catalog::CopyPath> {
  static constexpr std::string_view name = "CopyPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &catalog::CopyPath::id, {.doc = "Of the copy."})};
};
template <>
struct Describe<catalog::AuthorPath> {
  using T = catalog::AuthorPath;
  static constexpr std::string_view name = "AuthorPath", doc = "";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {.doc = "Of the author."}), field("cursor", &T::cursor, catalog::cursor_info),
                 field("limit", &T::limit, catalog::limit_info)};
};
template <>
struct Describe<catalog::SellerPath> {
  using T = catalog::SellerPath;
  static constexpr std::string_view name = "SellerPath", doc = "";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {.doc = "Of the seller."}), field("cursor", &T::cursor, catalog::cursor_info),
                 field("limit", &T::limit, catalog::limit_info)};
};
template <>
struct Describe<catalog::ImagePath> {
  static constexpr std::string_view name = "ImagePath", doc = "";
  static constexpr auto fields =
      std::tuple{field("key", &catalog::ImagePath::key, {.doc = "As a photo's pictures tell it.", .max_length = 200})};
};
template <>
struct Describe<catalog::CoverPath> {
  using T = catalog::CoverPath;
  static constexpr std::string_view name = "CoverPath", doc = "";
  static constexpr auto fields = std::tuple{
      field("id", &T::id, {.doc = "Of the work."}),
      field("v", &T::v,
            {.doc = "Colouring; lists choose it so that neighbours differ.", .example = "1", .min = 0, .max = 9})};
};

}  // namespace bookmarket::shape

namespace bookmarket::catalog {
namespace {

http::Content as_svg(Tagged<std::string> svg) {
  return {.type = "image/svg+xml", .body = std::move(svg.value), .tags = std::move(svg.tags)};
}

Task<http::Content> cover(Catalog& catalog, CoverPath path) {
  auto svg = co_await draw_cover(catalog, path.id, path.v);
  if (!svg) co_return fail(std::move(svg).error());
  co_return as_svg(std::move(*svg));
}

Task<http::Content> image(Catalog& catalog, ImagePath path) {
  const auto none = [] { return fail(ErrorKind::not_found, "image_not_found", "There is no such picture."); };
  if (catalog.objects == nullptr) co_return unavailable("photos_unusable", "this process has no objects");
  auto object = co_await catalog.objects->get("images/" + path.key, most_photo_bytes);
  if (!object && object.error().kind == ErrorKind::invalid) co_return none();  // no key could be so
  if (!object) co_return fail(std::move(object).error());
  if (!*object) co_return none();
  co_return http::Content{.type = (*object)->head.attributes.content_type, .body = std::move((*object)->bytes)};
}

}  // namespace

void add_routes(http::Routes& routes, Catalog* catalog) {
  routes.get<SearchQuery, SearchView>(
      {.path = "/api/v1/search",
       .operation_id = "search_works",
       .summary = "Find works",
       .description =
           "Works by text and filters, with exact facet counts. Without text: what is on offer, newest first.",
       .tag = "catalogue"},
      [catalog](SearchQuery q) { return search_works(*catalog, std::move(q)); });
  routes.get<SuggestQuery, SuggestionsView>(
      {.path = "/api/v1/suggest", .operation_id = "suggest", .summary = "Suggest while typing", .tag = "catalogue"},
      [catalog](SuggestQuery q) { return suggest(*catalog, std::move(q)); });
  routes.get<SuggestPlacesQuery, PlaceSuggestionsView>(
      {.path = "/api/v1/places",
       .operation_id = "suggest_places",
       .summary = "Suggest settlements while typing",
       .description = "Settlements of the state codifier: cities before villages, larger ones first.",
       .tag = "catalogue"},
      [catalog](SuggestPlacesQuery q) { return suggest_places(*catalog, std::move(q)); });
  routes.get<WorkPath, WorkView>({.path = "/api/v1/works/{id}",
                                  .operation_id = "show_work",
                                  .summary = "A work, its editions and copies",
                                  .tag = "catalogue",
                                  .errors = {400, 404}},
                                 [catalog](WorkPath p) { return show_work(*catalog, p.id); });
  routes.get<EditionPath, EditionView>({.path = "/api/v1/editions/{isbn}",
                                        .operation_id = "show_edition",
                                        .summary = "An edition by its ISBN",
                                        .tag = "catalogue",
                                        .errors = {400, 404}},
                                       [catalog](EditionPath p) { return show_edition(*catalog, std::move(p.isbn)); });
  routes.get<CopyPath, CopyView>({.path = "/api/v1/copies/{id}",
                                  .operation_id = "show_copy",
                                  .summary = "One copy",
                                  .tag = "catalogue",
                                  .errors = {400, 404}},
                                 [catalog](CopyPath p) { return show_copy(*catalog, p.id); });
  routes.get<AuthorPath, AuthorView>(
      {.path = "/api/v1/authors/{id}",
       .operation_id = "show_author",
       .summary = "An author's works",
       .tag = "catalogue",
       .errors = {400, 404}},
      [catalog](AuthorPath p) { return show_author(*catalog, p.id, {std::move(p.cursor), p.limit}); });
  routes.get<SellerPath, ShelfView>(
      {.path = "/api/v1/sellers/{id}/copies",
       .operation_id = "list_seller_copies",
       .summary = "A seller's shelf",
       .tag = "catalogue",
       .errors = {400, 404}},
      [catalog](SellerPath p) { return list_seller_copies(*catalog, p.id, {std::move(p.cursor), p.limit}); });
  routes.get_content<CoverPath>({.path = "/covers/{id}.svg",
                                 .operation_id = "draw_cover",
                                 .summary = "A generated cover",
                                 .tag = "catalogue",
                                 .caching = http::Caching::daily,
                                 .errors = {400, 404}},
                                "image/svg+xml", [catalog](CoverPath p) { return cover(*catalog, p); });
  routes.get_content<ImagePath>({.path = "/images/{key*}",
                                 .operation_id = "show_image",
                                 .summary = "A picture of a copy",
                                 .tag = "catalogue",
                                 .caching = http::Caching::immutable,
                                 .errors = {400, 404}},
                                "image/*", [catalog](ImagePath p) { return image(*catalog, std::move(p)); });
  add_shelf_routes(routes, catalog);
  add_wish_routes(routes, catalog);
  add_goodreads_routes(routes, catalog);
  add_moderation_routes(routes, catalog);
  add_bulk_routes(routes, catalog);
}

}  // namespace bookmarket::catalog
