// What auth takes and answers with where identity providers are concerned.
#pragma once

#include "services/auth/domain/local_path.hpp"
#include "services/auth/views.hpp"

namespace bookmarket::auth {

struct IdentityProviderCard {
  std::string name;
};
struct IdentityProvidersView {
  std::vector<IdentityProviderCard> items;
};
struct OidcWanted {
  std::optional<std::string> return_to;
};
struct OidcBegun {
  std::string url;
};
struct OidcCode {
  std::string code;
};
struct IdentityCard {
  IdentityId id;
  std::string provider, email;
  Timestamp created_at;
  std::optional<Timestamp> used_at = {};
};
struct IdentitiesView {
  std::vector<IdentityCard> items;
};

/// The query that a provider sends the browser back with: of an authorization response (RFC 6749 §4.1.2) what we use.
struct OidcReturnQuery {
  std::optional<std::string> state, code, error;
};

}  // namespace bookmarket::auth

namespace bookmarket::shape {

template <>
struct Describe<auth::IdentityProviderCard> {
  using T = auth::IdentityProviderCard;
  static constexpr std::string_view name = "IdentityProvider", doc = "";
  static constexpr auto fields =
      std::tuple{field("name", &T::name, {.doc = "As people know it.", .example = "Google"})};
};
template <>
struct Describe<auth::IdentityProvidersView> {
  using T = auth::IdentityProvidersView;
  static constexpr std::string_view name = "IdentityProviders", doc = "";
  static constexpr auto fields = std::tuple{field("items", &T::items, {.doc = "None where none is set up."})};
};
template <>
struct Describe<auth::OidcWanted> {
  using T = auth::OidcWanted;
  static constexpr std::string_view name = "OidcWanted", doc = "";
  static constexpr auto fields = std::tuple{field("return_to", &T::return_to,
                                                  {.doc = "Where the browser is led in the end: a path of this market.",
                                                   .example = "/account",
                                                   .max_length = 500,
                                                   .pattern = auth::local_path_pattern,
                                                   .valid = auth::is_local_path,
                                                   .valid_detail = "Use a path of this market, such as /account."})};
};
template <>
struct Describe<auth::OidcBegun> {
  using T = auth::OidcBegun;
  static constexpr std::string_view name = "OidcBegun", doc = "";
  static constexpr auto fields =
      std::tuple{field("url", &T::url, {.doc = "Of the provider: lead the browser there within ten minutes."})};
};
template <>
struct Describe<auth::OidcCode> {
  using T = auth::OidcCode;
  static constexpr std::string_view name = "OidcCode", doc = "";
  static constexpr auto fields = std::tuple{field("code", &T::code, auth_fields::code)};
};
template <>
struct Describe<auth::IdentityCard> {
  using T = auth::IdentityCard;
  static constexpr std::string_view name = "Identity", doc = "An account elsewhere that opens this one.";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {}),
                 field("provider", &T::provider,
                       {.doc = "Its name; its address where it is no longer set up.", .example = "Google"}),
                 field("email", &T::email, {.doc = "As the provider says; empty where it does not.", .pii = true}),
                 field("created_at", &T::created_at, {}), field("used_at", &T::used_at, {})};
};
template <>
struct Describe<auth::IdentitiesView> {
  using T = auth::IdentitiesView;
  static constexpr std::string_view name = "Identities", doc = "";
  static constexpr auto fields = std::tuple{field("items", &T::items, {.doc = "Oldest first."})};
};
template <>
struct Describe<auth::OidcReturnQuery> {
  using T = auth::OidcReturnQuery;
  static constexpr std::string_view name = "OidcReturnQuery", doc = "";
  static constexpr bool open = true;  // providers add members of their own
  static constexpr auto fields =
      std::tuple{field("state", &T::state, {.max_length = 200}), field("code", &T::code, {.max_length = 4096}),
                 field("error", &T::error, {.max_length = 200})};
};

}  // namespace bookmarket::shape
