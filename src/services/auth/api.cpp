#include "services/auth/api.hpp"

#include "services/auth/api_parts.hpp"

namespace bookmarket::auth {
namespace {

struct SessionPath {
  SessionId id;
};
struct AuditQuery {
  std::optional<std::string> cursor;
  std::optional<unsigned> limit;
};

}  // namespace
}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Describe<bookmarket::auth::SessionPath> {
  using T = auth::SessionPath;
  static constexpr std::string_view name = "SessionPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {.doc = "Of the session."})};
};
template <>
struct bookmarket::shape::Describe<bookmarket::auth::AuditQuery> {
  using T = auth::AuditQuery;
  static constexpr std::string_view name = "AuditQuery", doc = "";
  static constexpr auto fields =
      std::tuple{field("cursor", &T::cursor, {.doc = "From next_cursor of the page before.", .max_length = 4096}),
                 field("limit", &T::limit, {.doc = "How many on a page.", .example = "24", .min = 1, .max = 100})};
};

namespace bookmarket::auth {
namespace {

using http::Access, http::Method, http::NoInput, http::NoOutput, http::Reply;
/// With the cookie by which a device is known again.
Client device_of(const Auth& auth, const Context& context) {
  return {context.address, context.user_agent, cookie_in(context.cookie, device_cookie(auth))};
}

/// A cookie comes along with whatever page asks: it counts only for pages of this market.
Result<void> from_here(const Auth& auth, const Context& context) {
  if (context.origin == auth.options.public_url) return {};
  return fail(ErrorKind::forbidden, "foreign_origin", "This is done from the market's own pages.");
}

Task<Reply<SignedIn>> refresh(Auth& auth, Refresh body, Context context) {
  if (auto ours = from_here(auth, context); !ours) co_return fail(std::move(ours).error());
  co_return co_await opened(
      auth, refresh_session(auth, cookie_in(context.cookie, cookie_name(auth)), std::move(body), client_of(context)),
      200);
}

Task<Reply<NoOutput>> sign_out(Auth& auth, Context context) {
  auto ended = co_await end_session(auth, account_of(context), session_of(context), SessionEnd::signed_out);
  if (!ended) co_return fail(std::move(ended).error());
  co_return Reply<NoOutput>{.status = 204,
                            .headers = {set_cookie(auth, cookie_name(auth), "", std::chrono::seconds(0), false),
                                        set_cookie(auth, "csrf", "", std::chrono::seconds(0), true)}};
}

Task<http::Caller> caller_of(Auth& auth, std::string token) {
  auto claims = co_await authenticate(auth, std::move(token));
  if (!claims) co_return fail(std::move(claims).error());
  co_return http::Caller{.account = claims->account.uuid,
                         .session = claims->session.uuid,
                         .signed_in_at = claims->signed_in_at,
                         .moderator = claims->moderator,
                         .admin = claims->admin,
                         .scopes = std::move(claims->scopes)};
}

}  // namespace

void add_routes(http::Routes& routes, Auth* auth) {
  if (auth != nullptr) routes.authenticate([auth](std::string token) { return caller_of(*auth, std::move(token)); });

  routes.command<NoInput, SignUp, NoOutput>(
      {.method = Method::post,
       .path = "/api/v1/accounts",
       .operation_id = "sign_up",
       .summary = "Make an account",
       .description = "A letter with a link confirms the address. The answer does not tell whether it had an account.",
       .tag = "accounts",
       .status = 202,
       .errors = {400, 415, 429}},
      [auth](NoInput, SignUp b, Context c) { return done(sign_up(*auth, std::move(b), client_of(c)), 202); });
  routes.command<NoInput, Token, NoOutput>(
      {.method = Method::post,
       .path = "/api/v1/email-verifications",
       .operation_id = "verify_email",
       .summary = "Confirm an address by the link of its letter",
       .tag = "accounts",
       .status = 204,
       .errors = {400, 415}},
      [auth](NoInput, Token b, Context c) { return done(verify_email(*auth, std::move(b), client_of(c))); });
  routes.command<NoInput, EmailOnly, NoOutput>({.method = Method::post,
                                                .path = "/api/v1/password-resets",
                                                .operation_id = "request_password_reset",
                                                .summary = "Ask for a letter to set a new password",
                                                .tag = "accounts",
                                                .status = 202,
                                                .errors = {400, 415, 429}},
                                               [auth](NoInput, EmailOnly b, Context c) {
                                                 return done(request_password_reset(*auth, std::move(b), client_of(c)),
                                                             202);
                                               });
  routes.command<NoInput, NewPassword, NoOutput>(
      {.method = Method::put,
       .path = "/api/v1/password-resets",
       .operation_id = "reset_password",
       .summary = "Set a new password by the link of the letter",
       .tag = "accounts",
       .status = 204,
       .errors = {400, 415, 429}},
      [auth](NoInput, NewPassword b, Context c) { return done(reset_password(*auth, std::move(b), client_of(c))); });
  routes.command<NoInput, SignIn, SignedIn>({.method = Method::post,
                                             .path = "/api/v1/sessions",
                                             .operation_id = "sign_in",
                                             .summary = "Sign in",
                                             .tag = "sessions",
                                             .status = 201,
                                             .errors = {400, 401, 403, 415, 429}},
                                            [auth](NoInput, SignIn b, Context c) {
                                              return opened(*auth, sign_in(*auth, std::move(b), device_of(*auth, c)),
                                                            201);
                                            });
  routes.command<NoInput, Refresh, SignedIn>(
      {.method = Method::post,
       .path = "/api/v1/sessions/refresh",
       .operation_id = "refresh_session",
       .summary = "Get a new access token for the session of the cookie",
       .description = "Only from the market's own pages. The cookie's token changes each time; an older one ends the "
                      "session, since somebody has a copy.",
       .tag = "sessions",
       .errors = {400, 401, 403, 415}},
      [auth](NoInput, Refresh b, Context c) { return refresh(*auth, std::move(b), std::move(c)); });

  routes.get_own<NoInput, AccountView>({.path = "/api/v1/me",
                                        .operation_id = "show_account",
                                        .summary = "One's own account",
                                        .tag = "accounts",
                                        .access = Access::signed_in,
                                        .scope = "account:read",
                                        .errors = {}},
                                       [auth](NoInput, Context c) { return show_account(*auth, account_of(c)); });
  routes.command<NoInput, AccountChange, AccountView>(
      {.method = Method::patch,
       .path = "/api/v1/me",
       .operation_id = "change_account",
       .summary = "Change one's name or language",
       .tag = "accounts",
       .access = Access::signed_in,
       .errors = {400, 415}},
      [auth](NoInput, AccountChange b, Context c) {
        return as_reply(change_account(*auth, account_of(c), std::move(b)));
      });
  routes.command<NoInput, PasswordChange, NoOutput>(
      {.method = Method::put,
       .path = "/api/v1/me/password",
       .operation_id = "change_password",
       .summary = "Change one's password",
       .description = "Ends all other sessions. Only within ten minutes after one has proved who one is.",
       .tag = "accounts",
       .access = Access::signed_in,
       .status = 204,
       .errors = {400, 403, 415, 429}},
      [auth](NoInput, PasswordChange b, Context c) {
        return done(change_password(*auth, who_of(c), std::move(b), client_of(c)));
      });
  routes.get_own<AuditQuery, AuditView>({.path = "/api/v1/me/audit",
                                         .operation_id = "list_audit",
                                         .summary = "What happened to one's account",
                                         .tag = "accounts",
                                         .access = Access::signed_in,
                                         .scope = "account:read"},
                                        [auth](AuditQuery q, Context c) {
                                          return list_audit(*auth, account_of(c), q.cursor.value_or(""),
                                                            q.limit.value_or(24));
                                        });
  routes.get_own<NoInput, SessionsView>(
      {.path = "/api/v1/me/sessions",
       .operation_id = "list_sessions",
       .summary = "Where one is signed in",
       .tag = "sessions",
       .access = Access::signed_in,
       .scope = "account:read",
       .errors = {}},
      [auth](NoInput, Context c) { return list_sessions(*auth, account_of(c), session_of(c)); });
  routes.command<NoInput, NoInput, NoOutput>(
      {.method = Method::remove,
       .path = "/api/v1/me/sessions",
       .operation_id = "end_other_sessions",
       .summary = "Sign out everywhere else",
       .tag = "sessions",
       .access = Access::signed_in,
       .status = 204,
       .errors = {}},
      [auth](NoInput, NoInput, Context c) {
        return done(end_sessions(*auth, account_of(c), session_of(c), SessionEnd::revoked));
      });
  routes.command<SessionPath, NoInput, NoOutput>(
      {.method = Method::remove,
       .path = "/api/v1/me/sessions/{id}",
       .operation_id = "end_session",
       .summary = "Sign out one browser or device",
       .tag = "sessions",
       .access = Access::signed_in,
       .status = 204,
       .errors = {400, 404}},
      [auth](SessionPath p, NoInput, Context c) {
        return done(end_session(*auth, account_of(c), p.id, SessionEnd::revoked));
      });
  routes.command<NoInput, NoInput, NoOutput>(
      {.method = Method::post,
       .path = "/api/v1/me/sign-out",
       .operation_id = "sign_out",
       .summary = "Sign out here",
       .tag = "sessions",
       .access = Access::signed_in,
       .status = 204,
       .errors = {}},
      [auth](NoInput, NoInput, Context c) { return sign_out(*auth, std::move(c)); });
  add_key_routes(routes, auth);
  add_people_routes(routes, auth);
  add_api_token_routes(routes, auth);
  add_passkey_routes(routes, auth);
  add_identity_routes(routes, auth);
  add_totp_routes(routes, auth);
  add_privacy_routes(routes, auth);
}

}  // namespace bookmarket::auth
