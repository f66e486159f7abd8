#include "services/auth/api_parts.hpp"
#include "services/auth/usecases/passkeys.hpp"

namespace bookmarket::auth {
namespace {

using http::Access, http::Method, http::NoInput, http::NoOutput;

struct PasskeyPath {
  PasskeyId id;
};

}  // namespace
}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Describe<bookmarket::auth::PasskeyPath> {
  using T = auth::PasskeyPath;
  static constexpr std::string_view name = "PasskeyPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {.doc = "Of the passkey."})};
};

namespace bookmarket::auth {
namespace {

void add_own(http::Routes& routes, Auth* auth) {
  routes.command<NoInput, NoInput, CreationOptions>(
      {.method = Method::post,
       .path = "/api/v1/me/passkeys/options",
       .operation_id = "begin_passkey_registration",
       .summary = "Ask what to make a passkey of",
       .description = recently,
       .tag = "passkeys",
       .access = Access::signed_in,
       .errors = {403, 409}},
      [auth](NoInput, NoInput, Context c) { return as_reply(begin_passkey_registration(*auth, who_of(c))); });
  routes.command<NoInput, NewPasskey, PasskeyCard>(
      {.method = Method::post,
       .path = "/api/v1/me/passkeys",
       .operation_id = "register_passkey",
       .summary = "Keep a passkey that the browser has made",
       .description = recently,
       .tag = "passkeys",
       .access = Access::signed_in,
       .status = 201,
       .errors = {400, 403, 409, 415}},
      [auth](NoInput, NewPasskey b, Context c) {
        return as_reply(register_passkey(*auth, who_of(c), std::move(b), client_of(c)), 201);
      });
  routes.get_own<NoInput, PasskeysView>({.path = "/api/v1/me/passkeys",
                                         .operation_id = "list_passkeys",
                                         .summary = "One's passkeys",
                                         .tag = "passkeys",
                                         .access = Access::signed_in,
                                         .errors = {}},
                                        [auth](NoInput, Context c) { return list_passkeys(*auth, account_of(c)); });
  routes.command<PasskeyPath, PasskeyChange, PasskeyCard>(
      {.method = Method::patch,
       .path = "/api/v1/me/passkeys/{id}",
       .operation_id = "rename_passkey",
       .summary = "Call a passkey something else",
       .tag = "passkeys",
       .access = Access::signed_in,
       .errors = {400, 404, 415}},
      [auth](PasskeyPath p, PasskeyChange b, Context c) {
        return as_reply(rename_passkey(*auth, account_of(c), p.id, std::move(b), client_of(c)));
      });
  routes.command<PasskeyPath, NoInput, NoOutput>(
      {.method = Method::remove,
       .path = "/api/v1/me/passkeys/{id}",
       .operation_id = "remove_passkey",
       .summary = "Let a passkey open the account no longer",
       .description = recently,
       .tag = "passkeys",
       .access = Access::signed_in,
       .status = 204,
       .errors = {400, 403, 404, 409}},
      [auth](PasskeyPath p, NoInput, Context c) { return done(remove_passkey(*auth, who_of(c), p.id, client_of(c))); });
  routes.command<NoInput, Proof, SignedIn>(
      {.method = Method::post,
       .path = "/api/v1/me/proof",
       .operation_id = "prove_identity",
       .summary = "Show once more that it is oneself",
       .description = "By password, with a code where the account asks for one, or by passkey. The new access token "
                      "opens changes of passwords, passkeys and one-time codes for ten minutes.",
       .tag = "sessions",
       .access = Access::signed_in,
       .errors = {400, 403, 415, 429}},
      [auth](NoInput, Proof b, Context c) {
        return opened(*auth, prove_identity(*auth, who_of(c), std::move(b), client_of(c)), 200);
      });
}

void add_sign_in(http::Routes& routes, Auth* auth) {
  routes.command<NoInput, NoInput, RequestOptions>(
      {.method = Method::post,
       .path = "/api/v1/sessions/passkey/options",
       .operation_id = "begin_passkey_sign_in",
       .summary = "Ask what to sign in with",
       .description = "For sign_in_with_passkey and prove_identity.",
       .tag = "passkeys",
       .errors = {429}},
      [auth](NoInput, NoInput, Context c) { return as_reply(begin_passkey_sign_in(*auth, client_of(c))); });
  routes.command<NoInput, PasskeySignIn, SignedIn>(
      {.method = Method::post,
       .path = "/api/v1/sessions/passkey",
       .operation_id = "sign_in_with_passkey",
       .summary = "Sign in with a passkey",
       .tag = "sessions",
       .status = 201,
       .errors = {400, 401, 403, 415, 429}},
      [auth](NoInput, PasskeySignIn b, Context c) {
        return opened(*auth, sign_in_with_passkey(*auth, std::move(b), client_of(c)), 201);
      });
  routes.command<NoInput, PasskeySignUp, CreationOptions>(
      {.method = Method::post,
       .path = "/api/v1/accounts/passkey/options",
       .operation_id = "begin_passkey_sign_up",
       .summary = "Ask what to make a new account's passkey of",
       .tag = "passkeys",
       .errors = {400, 415, 429}},
      [auth](NoInput, PasskeySignUp b, Context c) {
        return as_reply(begin_passkey_sign_up(*auth, std::move(b), client_of(c)));
      });
  routes.command<NoInput, PasskeySignUpEnd, NoOutput>(
      {.method = Method::post,
       .path = "/api/v1/accounts/passkey",
       .operation_id = "sign_up_with_passkey",
       .summary = "Make an account that a passkey opens",
       .description = "A letter with a link confirms the address. The answer does not tell whether it had an account.",
       .tag = "accounts",
       .status = 202,
       .errors = {400, 415, 429}},
      [auth](NoInput, PasskeySignUpEnd b, Context c) {
        return done(sign_up_with_passkey(*auth, std::move(b), client_of(c)), 202);
      });
}

}  // namespace

void add_passkey_routes(http::Routes& routes, Auth* auth) {
  add_own(routes, auth);
  add_sign_in(routes, auth);
}

}  // namespace bookmarket::auth
