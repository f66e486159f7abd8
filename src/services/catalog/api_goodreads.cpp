#include "services/catalog/api.hpp"
#include "services/catalog/usecases/goodreads.hpp"

namespace bookmarket::catalog {
namespace {

using http::Access, http::Context, http::Method, http::NoInput, http::Reply;

ReaderId reader_of(const Context& context) { return {context.caller->account}; }

template <class T>
Task<Reply<T>> reply(Task<T> work, int status = 200) {
  auto result = co_await std::move(work);
  if (!result) co_return fail(std::move(result).error());
  co_return Reply<T>{std::move(*result), status};
}

http::EndpointInfo own(Method method, std::string_view path, std::string_view operation, std::string_view summary,
                       std::vector<int> errors, int status = 200) {
  return {.method = method,
          .path = path,
          .operation_id = operation,
          .summary = summary,
          .tag = "wishes",
          .access = Access::signed_in,
          .scope = method == Method::get ? "shelf:read" : "shelf:write",
          .status = status,
          .errors = std::move(errors)};
}

}  // namespace

void add_goodreads_routes(http::Routes& routes, Catalog* catalog) {
  auto begin = own(Method::post, "/api/v1/me/goodreads-import", "begin_goodreads_import",
                   "Learn where the export of a Goodreads library goes", {400, 409, 415}, 201);
  begin.description = "Send the file there, then show_goodreads_import. What is not applied within a day is forgotten.";
  routes.command<NoInput, NewGoodreadsFile, FileUploadView>(begin, [catalog](NoInput, NewGoodreadsFile b, Context c) {
    return reply(begin_goodreads_import(*catalog, reader_of(c), b), 201);
  });
  routes.get_own<NoInput, GoodreadsImportView>(
      own(Method::get, "/api/v1/me/goodreads-import", "show_goodreads_import",
          "What would become of the library that was sent, or has", {404, 409}),
      [catalog](NoInput, Context c) { return show_goodreads_import(*catalog, reader_of(c)); });
  routes.command<NoInput, GoodreadsConfirmation, GoodreadsImportView>(
      own(Method::post, "/api/v1/me/goodreads-import/apply", "apply_goodreads_import",
          "Have what was looked at done: wishes and drafts", {400, 404, 409, 415}),
      [catalog](NoInput, GoodreadsConfirmation b, Context c) {
        return reply(apply_goodreads_import(*catalog, reader_of(c), std::move(b)));
      });
}

}  // namespace bookmarket::catalog
