#include "services/catalog/api_parts.hpp"
#include "services/catalog/usecases/bulk.hpp"

namespace bookmarket::catalog {
namespace {

struct ImportPath {
  BulkJobId id;
};
struct ImportRowsPath : BulkRowsQuery {
  BulkJobId id;
};

}  // namespace
}  // namespace bookmarket::catalog

namespace bookmarket::shape {

template <>
struct Describe<catalog::ImportPath> {
  static constexpr std::string_view name = "ImportPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &catalog::ImportPath::id, {.doc = "Of one's own import."})};
};
template <>
struct Describe<catalog::ImportRowsPath> {
  using T = catalog::ImportRowsPath;
  static constexpr std::string_view name = "ImportRowsPath", doc = "";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {.doc = "Of one's own import."}),
                 field("verdict", &T::verdict, {.doc = "Only rows of this verdict."}),
                 field("cursor", &T::cursor, catalog::cursor_info), field("limit", &T::limit, catalog::limit_info)};
};
template <>
struct Slugs<catalog::ExportFormat> {
  static constexpr std::array<std::string_view, 3> values{"csv", "abebooks", "uiee"};
};
template <>
struct Describe<catalog::ExportQuery> {
  using T = catalog::ExportQuery;
  static constexpr std::string_view name = "ExportQuery", doc = "";
  static constexpr auto fields =
      std::tuple{field("format", &T::format, {.example = "csv"}),
                 field("cursor", &T::cursor, {.doc = "From the Link header of the file before.", .max_length = 4096})};
};

}  // namespace bookmarket::shape

namespace bookmarket::catalog {
namespace {

using http::as_reply, http::Content, http::Context, http::done, http::Method, http::NoInput, http::NoOutput;

http::Header attachment(std::string_view name) {
  return {"Content-Disposition", "attachment; filename=\"" + std::string(name) + "\""};
}

Task<Content> rejects(Catalog& catalog, SellerId seller, BulkJobId id) {
  auto file = co_await download_bulk_rejects(catalog, seller, id);
  if (!file) co_return fail(std::move(file).error());
  co_return Content{
      .type = "text/csv; charset=utf-8", .body = std::move(*file), .headers = {attachment("rejects.csv")}};
}

Task<Content> exported(Catalog& catalog, SellerId seller, ExportQuery query) {
  struct Written {
    std::string_view type, name;
  };
  constexpr auto written = std::to_array<Written>({{"text/csv; charset=utf-8", "copies.csv"},
                                                   {"text/tab-separated-values; charset=utf-8", "copies-abebooks.txt"},
                                                   {"text/plain; charset=utf-8", "copies-uiee.txt"}});
  const auto format = static_cast<std::size_t>(query.format);
  auto made = co_await export_copies(catalog, seller, std::move(query));
  if (!made) co_return fail(std::move(made).error());
  Content out{.type = std::string(written[format].type),
              .body = std::move(made->file),
              .headers = {attachment(written[format].name)}};
  if (!made->next_cursor.empty())
    out.headers.push_back(
        {"Link", "</api/v1/me/copies/export?format=" + std::string(shape::Slugs<ExportFormat>::values[format]) +
                     "&cursor=" + made->next_cursor + ">; rel=\"next\""});
  co_return out;
}

void add_commands(http::Routes& routes, Catalog* catalog) {
  auto begin = own("shelf", Method::post, "/api/v1/me/imports", "begin_bulk_import", "Learn where a file of stock goes",
                   {400, 409, 415, 422, 429}, 201);
  begin.description =
      "Send the bytes there, then read_bulk_import. With an Idempotency-Key the same command may be "
      "sent again: it gives the same import.";
  routes.command<NoInput, NewBulkImport, BulkImportView>(begin, [catalog](NoInput, NewBulkImport b, Context c) {
    return as_reply(begin_bulk_import(*catalog, seller_of(c), std::move(b), std::move(c.idempotency_key)), 201);
  });
  auto read = own("shelf", Method::post, "/api/v1/me/imports/{id}/read", "read_bulk_import",
                  "Read the uploaded file and judge its rows", {400, 404, 409, 413, 429});
  read.description = "Rows are judged in the background; show_bulk_import tells how far that is.";
  routes.command<ImportPath, NoInput, BulkImportView>(read, [catalog](ImportPath p, NoInput, Context c) {
    return as_reply(read_bulk_import(*catalog, seller_of(c), p.id));
  });
  auto apply = own("shelf", Method::post, "/api/v1/me/imports/{id}/apply", "apply_bulk_import",
                   "Offer the copies of an import", {400, 404, 409, 429});
  apply.description = "In the background; each row once, also when it is sent again.";
  routes.command<ImportPath, NoInput, BulkImportView>(apply, [catalog](ImportPath p, NoInput, Context c) {
    return as_reply(apply_bulk_import(*catalog, seller_of(c), p.id));
  });
  routes.command<ImportPath, NoInput, NoOutput>(
      own("shelf", Method::remove, "/api/v1/me/imports/{id}", "discard_bulk_import",
          "Forget an import; its copies stay", {400, 404, 409}, 204),
      [catalog](ImportPath p, NoInput, Context c) { return done(discard_bulk_import(*catalog, seller_of(c), p.id)); });
}

void add_reads(http::Routes& routes, Catalog* catalog) {
  routes.get_own<NoInput, BulkImportsView>(
      own("shelf", Method::get, "/api/v1/me/imports", "list_bulk_imports", "One's imports of the last days", {}),
      [catalog](NoInput, Context c) { return list_bulk_imports(*catalog, seller_of(c)); });
  routes.get_own<ImportPath, BulkImportView>(
      own("shelf", Method::get, "/api/v1/me/imports/{id}", "show_bulk_import", "How far an import is", {400, 404, 429}),
      [catalog](ImportPath p, Context c) { return show_bulk_import(*catalog, seller_of(c), p.id); });
  routes.get_own<ImportRowsPath, BulkRowsView>(own("shelf", Method::get, "/api/v1/me/imports/{id}/rows",
                                                   "list_bulk_rows", "What becomes of each row", {400, 404}),
                                               [catalog](ImportRowsPath p, Context c) {
                                                 const auto id = p.id;
                                                 return list_bulk_rows(*catalog, seller_of(c), id, std::move(p));
                                               });
  routes.get_own_content<ImportPath>(
      own("shelf", Method::get, "/api/v1/me/imports/{id}/rejects", "download_bulk_rejects",
          "Rejected rows as CSV, with reasons", {400, 404, 429}),
      "text/csv", [catalog](ImportPath p, Context c) { return rejects(*catalog, seller_of(c), p.id); });
  auto all = own("shelf", Method::get, "/api/v1/me/copies/export", "export_copies", "What is on one's shelf as a file",
                 {400, 429});
  all.description = "Up to some thousand copies; where there are more, a Link header leads to the next file.";
  routes.get_own_content<ExportQuery>(
      all, "text/csv,text/tab-separated-values,text/plain",
      [catalog](ExportQuery q, Context c) { return exported(*catalog, seller_of(c), std::move(q)); });
}

}  // namespace

void add_bulk_routes(http::Routes& routes, Catalog* catalog) {
  add_commands(routes, catalog);
  add_reads(routes, catalog);
}

}  // namespace bookmarket::catalog
