#include "services/auth/usecases/api_tokens.hpp"
#include "services/auth/api_parts.hpp"

namespace bookmarket::auth {
namespace {

struct ApiTokenPath {
  ApiTokenId id;
};

}  // namespace
}  // namespace bookmarket::auth

template <>
struct bookmarket::shape::Describe<bookmarket::auth::ApiTokenPath> {
  using T = auth::ApiTokenPath;
  static constexpr std::string_view name = "ApiTokenPath", doc = "";
  static constexpr auto fields = std::tuple{field("id", &T::id, {.doc = "Of the API token."})};
};

namespace bookmarket::auth {

using http::Access, http::Method, http::NoInput, http::NoOutput;

// No API token opens these: one cannot make another.
void add_api_token_routes(http::Routes& routes, Auth* auth) {
  routes.command<NoInput, ApiTokenWanted, ApiTokenMade>(
      {.method = Method::post,
       .path = "/api/v1/me/api-tokens",
       .operation_id = "create_api_token",
       .summary = "Make a token for a program",
       .tag = "api tokens",
       .access = Access::signed_in,
       .status = 201,
       .errors = {400, 409, 415}},
      [auth](NoInput, ApiTokenWanted b, Context c) {
        return as_reply(create_api_token(*auth, who_of(c), std::move(b), client_of(c)), 201);
      });
  routes.get_own<NoInput, ApiTokensView>({.path = "/api/v1/me/api-tokens",
                                          .operation_id = "list_api_tokens",
                                          .summary = "One's tokens for programs",
                                          .tag = "api tokens",
                                          .access = Access::signed_in,
                                          .errors = {}},
                                         [auth](NoInput, Context c) { return list_api_tokens(*auth, account_of(c)); });
  routes.command<ApiTokenPath, NoInput, NoOutput>(
      {.method = Method::remove,
       .path = "/api/v1/me/api-tokens/{id}",
       .operation_id = "remove_api_token",
       .summary = "Put a token for a program out of force",
       .tag = "api tokens",
       .access = Access::signed_in,
       .status = 204,
       .errors = {400, 404}},
      [auth](ApiTokenPath p, NoInput, Context c) {
        return done(remove_api_token(*auth, account_of(c), p.id, client_of(c)));
      });
}

}  // namespace bookmarket::auth
