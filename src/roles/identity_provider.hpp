// The identity provider that people may sign in by, as set.
#pragma once

#include "roles/settings.hpp"
#include "services/auth/oidc/oidc_client.hpp"

namespace bookmarket::roles {

struct IdentityProvider {
  IdentityProvider(std::unique_ptr<fetch::Fetch> f, const Clock& clock, auth::OidcClientOptions options)
      : https(std::move(f)), oidc_client(*https, clock, std::move(options)) {}

  std::unique_ptr<fetch::Fetch> https;
  auth::OidcClient oidc_client;
};

/// Null: none is set up. It is not asked yet: a market opens while others are away. Errors name the setting.
[[nodiscard]] Result<std::unique_ptr<IdentityProvider>> identity_provider_of(const Settings& settings,
                                                                             const Clock& clock);

}  // namespace bookmarket::roles
