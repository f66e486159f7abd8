#include "services/auth/api_parts.hpp"

namespace bookmarket::auth {
namespace {

Task<KeySet> keys(const Auth* auth) { co_return key_set(*auth); }
Task<IssuerView> issuer(std::string url) { co_return IssuerView{url, url + "/.well-known/jwks.json"}; }

}  // namespace

void add_key_routes(http::Routes& routes, const Auth* auth) {
  routes.get_own<http::NoInput, KeySet>(
      {.path = "/.well-known/jwks.json",
       .operation_id = "show_keys",
       .summary = "The keys that verify access tokens",
       .description = "Fetch them anew when a token names a key that you do not know, and at least every quarter of an "
                      "hour.",
       .tag = "sessions"},
      [auth](http::NoInput, Context) { return keys(auth); });
  routes.get_own<http::NoInput, IssuerView>(
      {.path = "/.well-known/openid-configuration",
       .operation_id = "show_issuer",
       .summary = "Who issues access tokens, and where the keys are",
       .description = "There is no OpenID provider here, only its keys.",
       .tag = "sessions"},
      [auth](http::NoInput, Context) { return issuer(auth->options.public_url); });
}

}  // namespace bookmarket::auth
