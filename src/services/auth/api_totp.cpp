#include "services/auth/api_parts.hpp"
#include "services/auth/usecases/totp.hpp"

namespace bookmarket::auth {
namespace {

using http::Access, http::Method, http::NoInput, http::NoOutput;

}  // namespace

void add_totp_routes(http::Routes& routes, Auth* auth) {
  routes.get_own<NoInput, TotpView>({.path = "/api/v1/me/totp",
                                     .operation_id = "show_totp",
                                     .summary = "Whether sign-in asks for a one-time code",
                                     .tag = "one-time codes",
                                     .access = Access::signed_in,
                                     .errors = {}},
                                    [auth](NoInput, Context c) { return show_totp(*auth, account_of(c)); });
  routes.command<NoInput, NoInput, TotpBegun>(
      {.method = Method::post,
       .path = "/api/v1/me/totp",
       .operation_id = "begin_totp",
       .summary = "Get a secret for an authenticator app",
       .description = recently,
       .tag = "one-time codes",
       .access = Access::signed_in,
       .errors = {403, 409}},
      [auth](NoInput, NoInput, Context c) { return as_reply(begin_totp(*auth, who_of(c))); });
  routes.command<NoInput, TotpCode, RecoveryCodes>(
      {.method = Method::put,
       .path = "/api/v1/me/totp",
       .operation_id = "confirm_totp",
       .summary = "Switch one-time codes on with the first one",
       .description = recently,
       .tag = "one-time codes",
       .access = Access::signed_in,
       .errors = {400, 403, 409, 415, 429}},
      [auth](NoInput, TotpCode b, Context c) {
        return as_reply(confirm_totp(*auth, who_of(c), std::move(b), client_of(c)));
      });
  routes.command<NoInput, TotpRemoval, NoOutput>(
      {.method = Method::remove,
       .path = "/api/v1/me/totp",
       .operation_id = "remove_totp",
       .summary = "Switch one-time codes off",
       .description = recently,
       .tag = "one-time codes",
       .access = Access::signed_in,
       .status = 204,
       .errors = {400, 403, 404, 415, 429}},
      [auth](NoInput, TotpRemoval b, Context c) {
        return done(remove_totp(*auth, who_of(c), std::move(b), client_of(c)));
      });
  routes.command<NoInput, NoInput, RecoveryCodes>(
      {.method = Method::post,
       .path = "/api/v1/me/totp/recovery-codes",
       .operation_id = "renew_recovery_codes",
       .summary = "Get new recovery codes in place of the old ones",
       .description = recently,
       .tag = "one-time codes",
       .access = Access::signed_in,
       .errors = {403, 404}},
      [auth](NoInput, NoInput, Context c) { return as_reply(renew_recovery_codes(*auth, who_of(c), client_of(c))); });
}

}  // namespace bookmarket::auth
