#include "services/catalog/api_parts.hpp"
#include "services/catalog/usecases/wishes.hpp"

namespace bookmarket::catalog {
namespace {

struct WishPath {
  WishId id;
};
struct AlertPath {
  AlertId id;
};
struct WaitingPath {
  WorkId id;
};
struct WishesQuery {
  std::optional<std::string> cursor;
  std::optional<unsigned> limit;
};

}  // namespace
}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Describe<catalog::WishPath> {
  static constexpr std::string_view name = "WishPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &catalog::WishPath::id, {.doc = "Of one's own wish."})};
};
template <>
struct Describe<catalog::AlertPath> {
  static constexpr std::string_view name = "AlertPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &catalog::AlertPath::id, {.doc = "Of a notice to oneself."})};
};
template <>
struct Describe<catalog::WaitingPath> {
  static constexpr std::string_view name = "WaitingPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &catalog::WaitingPath::id, {.doc = "Of the work."})};
};
template <>
struct Describe<catalog::WishesQuery> {
  using T = catalog::WishesQuery;
  static constexpr std::string_view name = "WishesQuery", doc = "";
  static constexpr auto fields =
      std::tuple{field("cursor", &T::cursor, catalog::cursor_info), field("limit", &T::limit, catalog::limit_info)};
};
template <>
struct Describe<catalog::AlertsQuery> {
  using T = catalog::AlertsQuery;
  static constexpr std::string_view name = "AlertsQuery", doc = "";
  static constexpr auto fields =
      std::tuple{field("unread", &T::unread, {.doc = "Only those not read yet.", .example = "true"}),
                 field("cursor", &T::cursor, catalog::cursor_info), field("limit", &T::limit, catalog::limit_info)};
};

}  // namespace bookmarket::shape

namespace bookmarket::catalog {
namespace {

using http::as_reply, http::Context, http::done, http::Method, http::NoInput, http::NoOutput, http::Reply;

void add_wishes(http::Routes& routes, Catalog* catalog) {
  auto save = own("wishes", Method::put, "/api/v1/me/wishes", "save_wish", "Wish for a work or an edition",
                  {400, 404, 409, 415, 429});
  save.description = "Wishing for the same thing again gives the wish other terms. A wish list has at most 500 wishes.";
  routes.command<NoInput, WishBody, WishView>(
      save, [catalog](NoInput, WishBody b, Context c) { return as_reply(save_wish(*catalog, reader_of(c), b)); });
  routes.get_own<WishesQuery, WishesView>(
      own("wishes", Method::get, "/api/v1/me/wishes", "list_wishes", "One's wish list", {400}),
      [catalog](WishesQuery q, Context c) {
        return list_wishes(*catalog, reader_of(c), {std::move(q.cursor), q.limit});
      });
  routes.command<WishPath, NoInput, NoOutput>(
      own("wishes", Method::remove, "/api/v1/me/wishes/{id}", "remove_wish", "Take a wish back", {400, 404}, 204),
      [catalog](WishPath p, NoInput, Context c) { return done(remove_wish(*catalog, reader_of(c), p.id)); });
}

void add_alerts(http::Routes& routes, Catalog* catalog) {
  routes.get_own<AlertsQuery, AlertsView>(
      own("wishes", Method::get, "/api/v1/me/alerts", "list_alerts", "Copies that came to fit one's wishes", {400}),
      [catalog](AlertsQuery q, Context c) { return list_alerts(*catalog, reader_of(c), std::move(q)); });
  routes.command<AlertPath, NoInput, NoOutput>(
      own("wishes", Method::put, "/api/v1/me/alerts/{id}/read", "read_alert", "Say that one has read a notice",
          {400, 404}, 204),
      [catalog](AlertPath p, NoInput, Context c) { return done(read_alert(*catalog, reader_of(c), p.id)); });
}

}  // namespace

void add_wish_routes(http::Routes& routes, Catalog* catalog) {
  add_wishes(routes, catalog);
  add_alerts(routes, catalog);
  routes.get<WaitingPath, WaitingView>({.path = "/api/v1/works/{id}/waiting",
                                        .operation_id = "show_waiting",
                                        .summary = "How many people wait for a work",
                                        .tag = "catalogue",
                                        .errors = {400, 404}},
                                       [catalog](WaitingPath p) { return show_waiting(*catalog, p.id); });
}

}  // namespace bookmarket::catalog
