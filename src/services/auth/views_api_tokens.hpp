// Messages of personal API tokens.
#pragma once

#include "platform/shape/shape.hpp"
#include "services/auth/domain/ids.hpp"
#include "services/auth/domain/plain_text.hpp"
#include "services/auth/domain/scope.hpp"

namespace bookmarket::auth {

struct ApiTokenWanted {
  std::string name;
  std::vector<Scope> scopes;
  int expires_in_days = 0;
};
struct ApiTokenCard {
  ApiTokenId id;
  std::string name;
  std::vector<Scope> scopes;
  Timestamp created_at, expires_at;
  std::optional<Timestamp> used_at = {};
};
struct ApiTokenMade {
  std::string token;
  ApiTokenCard api_token;
};
struct ApiTokensView {
  std::vector<ApiTokenCard> items;
};

}  // namespace bookmarket::auth

namespace bookmarket::shape {

template <>
struct Describe<auth::ApiTokenWanted> {
  using T = auth::ApiTokenWanted;
  static constexpr std::string_view name = "ApiTokenWanted", doc = "A new API token.";
  static constexpr auto fields = std::tuple{
      field("name", &T::name,
            {.doc = "To know it again.",
             .example = "Price list script",
             .min_length = 1,
             .max_length = 80,
             .pattern = auth::plain_text_pattern,
             .valid = auth::is_plain_text,
             .valid_detail = auth::plain_text_detail,
             .pii = true}),
      field("scopes", &T::scopes,
            {.doc = "What it is for; it opens nothing else.",
             .example = "[\"shelf:read\"]",
             .min_length = 1,
             .max_length = 3}),
      field("expires_in_days", &T::expires_in_days, {.doc = "A year at most.", .example = "90", .min = 1, .max = 365})};
};
template <>
struct Describe<auth::ApiTokenCard> {
  using T = auth::ApiTokenCard;
  static constexpr std::string_view name = "ApiToken", doc = "A personal API token, without its secret.";
  static constexpr auto fields = std::tuple{
      field("id", &T::id, {}),
      field("name", &T::name, {.pii = true}),
      field("scopes", &T::scopes, {}),
      field("created_at", &T::created_at, {}),
      field("expires_at", &T::expires_at, {}),
      field("used_at", &T::used_at, {.doc = "When it was last used, to the minute; left out before its first use."})};
};
template <>
struct Describe<auth::ApiTokenMade> {
  using T = auth::ApiTokenMade;
  static constexpr std::string_view name = "ApiTokenMade", doc = "A new API token.";
  static constexpr auto fields = std::tuple{field("token", &T::token, {.doc = "Keep it: it is told this once."}),
                                            field("api_token", &T::api_token, {})};
};
template <>
struct Describe<auth::ApiTokensView> {
  using T = auth::ApiTokensView;
  static constexpr std::string_view name = "ApiTokens", doc = "";
  static constexpr auto fields = std::tuple{field("items", &T::items, {.doc = "Newest first."})};
};

}  // namespace bookmarket::shape
