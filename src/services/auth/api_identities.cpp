#include "platform/http/target.hpp"
#include "platform/telemetry/log.hpp"
#include "services/auth/api_parts.hpp"
#include "services/auth/usecases/identities.hpp"

namespace bookmarket::auth {
namespace {

using http::Access, http::Method, http::NoInput, http::NoOutput, http::Reply;

struct IdentityPath {
  IdentityId id;
};

}  // namespace
}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Describe<bookmarket::auth::IdentityPath> {
  using T = auth::IdentityPath;
  static constexpr std::string_view name = "IdentityPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {.doc = "Of the identity."})};
};

namespace bookmarket::auth {
namespace {

/// Ties a round to the browser that began it. Lax, since it is a provider that leads the browser back.
std::string round_cookie(const Auth& auth) {
  return auth.options.public_url.starts_with("https://") ? "__Host-oidc" : "oidc";
}
http::Header set_round_cookie(const Auth& auth, std::string_view value, std::chrono::seconds max_age) {
  return set_cookie(auth, round_cookie(auth), value, max_age, false, SameSite::lax);
}

Task<Reply<OidcBegun>> begun(Auth& auth, Task<OidcStart> work) {
  auto start = co_await std::move(work);
  if (!start) co_return fail(std::move(start).error());
  co_return Reply<OidcBegun>{
      std::move(start->answer), 200, {set_round_cookie(auth, start->browser_token, oidc_round_for)}};
}

/// Where the browser goes from the provider: back, or to a page that says what is missing.
std::string place_after(const OidcEnd& end) {
  const std::string language = end.return_to == "/en" || end.return_to.starts_with("/en/") ? "/en" : "";
  const auto with = [&](std::string_view page, std::string_view name, std::string_view value) {
    return language + std::string(page) + "?" + std::string(name) + "=" + std::string(value) +
           "&return_to=" + http::percent_encode(end.return_to);
  };
  if (end.problem) return with(end.links ? "/account" : "/sign-in", "problem", end.problem->code);
  if (end.second_factor_token) return with("/sign-in", "second_factor", "oidc");
  return end.return_to;
}

Task<Reply<NoOutput>> come_back(Auth& auth, OidcReturnQuery query, Context context) {
  auto end = co_await end_oidc_round(auth, std::move(query), cookie_in(context.cookie, round_cookie(auth)),
                                     client_of(context));
  if (!end) co_return fail(std::move(end).error());
  if (end->problem)
    telemetry::log(telemetry::Level::warning, "oidc_refused",
                   {{"code", end->problem->code}, {"cause", end->problem->cause}});
  Reply<NoOutput> out{.status = 303, .headers = {{"Location", place_after(*end)}}};
  if (end->opened)
    for (auto& cookie : session_cookies(auth, *end->opened)) out.headers.push_back(std::move(cookie));
  // Whoever comes without the round's own cookie leaves the browser's round as it is.
  if (end->second_factor_token)
    out.headers.push_back(set_round_cookie(auth, *end->second_factor_token, oidc_round_for));
  else if (!end->problem || end->problem->code != "oidc_round_unknown")
    out.headers.push_back(set_round_cookie(auth, "", std::chrono::seconds(0)));
  co_return out;
}

Task<Reply<SignedIn>> with_code(Auth& auth, OidcCode body, Context context) {
  auto reply = co_await opened(
      auth,
      pass_oidc_second_factor(auth, std::move(body), cookie_in(context.cookie, round_cookie(auth)), client_of(context)),
      201);
  if (reply) reply->headers.push_back(set_round_cookie(auth, "", std::chrono::seconds(0)));
  co_return reply;
}

Task<IdentityProvidersView> providers(Auth& auth) { co_return list_identity_providers(auth); }

void add_sign_in_by_provider(http::Routes& routes, Auth* auth) {
  routes.get_own<NoInput, IdentityProvidersView>({.path = "/api/v1/identity-providers",
                                                  .operation_id = "list_identity_providers",
                                                  .summary = "Whose accounts open accounts here",
                                                  .tag = "sessions",
                                                  .errors = {400}},
                                                 [auth](NoInput, Context) { return providers(*auth); });
  routes.command<NoInput, OidcWanted, OidcBegun>(
      {.method = Method::post,
       .path = "/api/v1/sessions/oidc",
       .operation_id = "begin_oidc_sign_in",
       .summary = "Ask where to sign in by the identity provider",
       .description = "Lead the browser to the address; it comes back signed in, at return_to. Where that fails, or a "
                      "code of the account's own is asked for, it comes back to /sign-in?problem=… or "
                      "/sign-in?second_factor=oidc.",
       .tag = "sessions",
       .errors = {400, 404, 415, 429}},
      [auth](NoInput, OidcWanted b, Context c) {
        return begun(*auth, begin_oidc_sign_in(*auth, std::move(b), client_of(c)));
      });
  routes.command<NoInput, OidcCode, SignedIn>(
      {.method = Method::post,
       .path = "/api/v1/sessions/oidc/code",
       .operation_id = "pass_oidc_second_factor",
       .summary = "Give the code that the account asks for after the identity provider",
       .tag = "sessions",
       .status = 201,
       .errors = {400, 401, 403, 409, 415, 429}},
      [auth](NoInput, OidcCode b, Context c) { return with_code(*auth, std::move(b), std::move(c)); });
  // No operation of the API: the provider leads browsers here.
  routes.command<OidcReturnQuery, NoInput, NoOutput>(
      {.method = Method::get,
       .path = "/auth/oidc/callback",
       .operation_id = "end_oidc_round",
       .summary = "Come back from the identity provider",
       .tag = "sessions",
       .status = 303},
      [auth](OidcReturnQuery q, NoInput, Context c) { return come_back(*auth, std::move(q), std::move(c)); });
}

void add_own_identities(http::Routes& routes, Auth* auth) {
  routes.get_own<NoInput, IdentitiesView>({.path = "/api/v1/me/identities",
                                           .operation_id = "list_identities",
                                           .summary = "Accounts elsewhere that open one's account",
                                           .tag = "accounts",
                                           .access = Access::signed_in,
                                           .errors = {}},
                                          [auth](NoInput, Context c) { return list_identities(*auth, account_of(c)); });
  routes.command<NoInput, OidcWanted, OidcBegun>(
      {.method = Method::post,
       .path = "/api/v1/me/identities",
       .operation_id = "begin_identity_link",
       .summary = "Ask where to link an account of the identity provider",
       .description = recently,
       .tag = "accounts",
       .access = Access::signed_in,
       .errors = {400, 403, 404, 415, 429}},
      [auth](NoInput, OidcWanted b, Context c) {
        return begun(*auth, begin_identity_link(*auth, who_of(c), std::move(b), client_of(c)));
      });
  routes.command<IdentityPath, NoInput, NoOutput>({.method = Method::remove,
                                                   .path = "/api/v1/me/identities/{id}",
                                                   .operation_id = "unlink_identity",
                                                   .summary = "Let an account elsewhere open one's own no longer",
                                                   .description = recently,
                                                   .tag = "accounts",
                                                   .access = Access::signed_in,
                                                   .status = 204,
                                                   .errors = {400, 403, 404, 409}},
                                                  [auth](IdentityPath p, NoInput, Context c) {
                                                    return done(unlink_identity(*auth, who_of(c), p.id, client_of(c)));
                                                  });
}

}  // namespace

void add_identity_routes(http::Routes& routes, Auth* auth) {
  add_sign_in_by_provider(routes, auth);
  add_own_identities(routes, auth);
}

}  // namespace bookmarket::auth
