#include "services/catalog/api_parts.hpp"
#include "services/catalog/usecases/goodreads.hpp"

namespace bookmarket::catalog {

using http::as_reply, http::Context, http::Method, http::NoInput;

void add_goodreads_routes(http::Routes& routes, Catalog* catalog) {
  auto begin = own("wishes", Method::post, "/api/v1/me/goodreads-import", "begin_goodreads_import",
                   "Learn where the export of a Goodreads library goes", {400, 409, 415, 429}, 201);
  begin.description = "Send the file there, then show_goodreads_import. What is not applied within a day is forgotten.";
  routes.command<NoInput, NewGoodreadsFile, FileUploadView>(begin, [catalog](NoInput, NewGoodreadsFile b, Context c) {
    return as_reply(begin_goodreads_import(*catalog, reader_of(c), b), 201);
  });
  routes.get_own<NoInput, GoodreadsImportView>(
      own("wishes", Method::get, "/api/v1/me/goodreads-import", "show_goodreads_import",
          "What would become of the library that was sent, or has", {404, 409, 429}),
      [catalog](NoInput, Context c) { return show_goodreads_import(*catalog, reader_of(c)); });
  routes.command<NoInput, GoodreadsConfirmation, GoodreadsImportView>(
      own("wishes", Method::post, "/api/v1/me/goodreads-import/apply", "apply_goodreads_import",
          "Have what was looked at done: wishes and drafts", {400, 404, 409, 415, 429}),
      [catalog](NoInput, GoodreadsConfirmation b, Context c) {
        return as_reply(apply_goodreads_import(*catalog, reader_of(c), std::move(b)));
      });
}

}  // namespace bookmarket::catalog
