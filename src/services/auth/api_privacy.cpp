#include "services/auth/api_parts.hpp"
#include "services/auth/usecases/erasure.hpp"
#include "services/auth/usecases/export.hpp"

namespace bookmarket::auth {
namespace {

using http::Access, http::Method, http::NoInput, http::Reply;

/// The browser is signed out, too.
Task<Reply<ErasurePlanned>> erase(Auth& auth, ErasureWanted body, Context context) {
  auto planned = co_await request_erasure(auth, who_of(context), std::move(body), client_of(context));
  if (!planned) co_return fail(std::move(planned).error());
  co_return Reply<ErasurePlanned>{.value = *planned,
                                  .status = 202,
                                  .headers = {set_cookie(auth, cookie_name(auth), "", std::chrono::seconds(0), false),
                                              set_cookie(auth, "csrf", "", std::chrono::seconds(0), true)}};
}

}  // namespace

void add_privacy_routes(http::Routes& routes, Auth* auth) {
  routes.command<NoInput, NoInput, ExportView>(
      {.method = Method::post,
       .path = "/api/v1/me/export",
       .operation_id = "request_export",
       .summary = "Ask for everything that is known of oneself",
       .description =
           "It is gathered while one waits; a letter tells when it is ready. Only within ten minutes after one "
           "has proved who one is (prove_identity).",
       .tag = "privacy",
       .access = Access::signed_in,
       .status = 202,
       .errors = {403, 409, 429}},
      [auth](NoInput, NoInput, Context c) { return as_reply(request_export(*auth, who_of(c), client_of(c)), 202); });
  routes.get_own<NoInput, ExportView>({.path = "/api/v1/me/export",
                                       .operation_id = "show_export",
                                       .summary = "How far it is, and where to download it",
                                       .tag = "privacy",
                                       .access = Access::signed_in,
                                       .errors = {404}},
                                      [auth](NoInput, Context c) { return show_export(*auth, account_of(c)); });
  routes.command<NoInput, ErasureWanted, ErasurePlanned>(
      {.method = Method::post,
       .path = "/api/v1/me/erasure",
       .operation_id = "request_erasure",
       .summary = "Leave, and be forgotten",
       .description =
           "Ends all sessions; signing in before erased_at calls it off. The last administrator cannot leave. Only "
           "within ten minutes after one has proved who one is (prove_identity).",
       .tag = "privacy",
       .access = Access::signed_in,
       .status = 202,
       .errors = {400, 403, 409, 415}},
      [auth](NoInput, ErasureWanted b, Context c) { return erase(*auth, std::move(b), std::move(c)); });
}

}  // namespace bookmarket::auth
