#include "roles/identity_provider.hpp"

#include "platform/fetch/fetch_curl.hpp"
#include "roles/secret.hpp"
#include "services/auth/domain/letters.hpp"

namespace bookmarket::roles {
namespace {

bool has_word(std::string_view text, std::string_view word) {
  return (" " + std::string(text) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

}  // namespace

Result<std::unique_ptr<IdentityProvider>> identity_provider_of(const Settings& s, const Clock& clock) {
  const auto& issuer = s.auth_oidc_issuer;
  if (issuer.empty()) {
    if (!s.auth_oidc_client_id.empty() || !s.auth_oidc_client_secret.empty())
      return bad_setting("Setting auth.oidc_issuer: say whose client auth.oidc_client_id is.");
    return nullptr;
  }
  if (!fetch::is_safe_url(issuer) || issuer.find('?') != std::string::npos)
    return bad_setting("Setting auth.oidc_issuer: use the issuer identifier, https://, as the provider gives it.");
  if (s.auth_oidc_client_id.empty())
    return bad_setting("Setting auth.oidc_client_id: say which client this market is at " + issuer + ".");
  if (!has_word(s.auth_oidc_scopes, "openid"))
    return bad_setting("Setting auth.oidc_scopes: openid must be among them, as in `openid email profile`.");
  auto https = fetch::create_curl_fetch({});
  if (!https) return fail(std::move(https).error());
  return std::make_unique<IdentityProvider>(
      std::move(*https), clock,
      auth::OidcClientOptions{
          .name = s.auth_oidc_name.empty() ? auth::host_of(issuer.substr(0, issuer.find('/', 8))) : s.auth_oidc_name,
          .issuer = issuer,
          .client_id = s.auth_oidc_client_id,
          .client_secret = s.auth_oidc_client_secret,
          .scopes = s.auth_oidc_scopes});
}

}  // namespace bookmarket::roles
