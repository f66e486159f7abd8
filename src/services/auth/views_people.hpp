// Messages about accounts: their address, and what moderators and administrators see and do.
#pragma once

#include "services/auth/data.hpp"
#include "services/auth/views.hpp"

namespace bookmarket::auth {

enum class Role : std::uint8_t { moderator, admin };

struct EmailChange {
  std::string email;
  std::optional<std::string> password = {};
};
struct BlockReason {
  std::string reason;
};
struct RolesWanted {
  std::vector<Role> roles;
};
struct PersonView {
  AccountId id;
  std::string email, name;
  AccountState state = AccountState::active;
  std::vector<Role> roles = {};
  Timestamp created_at;
  std::optional<std::string> blocked_because = {};
};

}  // namespace bookmarket::auth

namespace bookmarket::shape {

template <>
struct Slugs<auth::Role> {
  static constexpr std::string_view name = "Role";
  static constexpr std::array<std::string_view, 2> values{"moderator", "admin"};
};
template <>
struct Describe<auth::EmailChange> {
  using T = auth::EmailChange;
  static constexpr std::string_view name = "EmailChange",
                                    doc = "Another address, with the present password or after a recent proof.";
  static constexpr auto fields =
      std::tuple{field("email", &T::email, auth_fields::email), field("password", &T::password, auth_fields::password)};
};
template <>
struct Describe<auth::BlockReason> {
  using T = auth::BlockReason;
  static constexpr std::string_view name = "BlockReason", doc = "";
  static constexpr auto fields = std::tuple{field("reason", &T::reason,
                                                  {.doc = "Its owner is told by letter.",
                                                   .example = "Продаж підробок",
                                                   .min_length = 1,
                                                   .max_length = 500,
                                                   .pattern = auth::plain_text_pattern,
                                                   .valid = auth::is_plain_text,
                                                   .valid_detail = auth::plain_text_detail})};
};
template <>
struct Describe<auth::RolesWanted> {
  using T = auth::RolesWanted;
  static constexpr std::string_view name = "RolesWanted", doc = "The roles that an account has from now on.";
  static constexpr auto fields =
      std::tuple{field("roles", &T::roles, {.doc = "All of them; none: a reader.", .max_length = 2})};
};
template <>
struct Describe<auth::PersonView> {
  using T = auth::PersonView;
  static constexpr std::string_view name = "Person", doc = "An account, as moderators see it.";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {}),
                 field("email", &T::email, {.pii = true}),
                 field("name", &T::name, {.pii = true}),
                 field("state", &T::state, {.doc = "unverified: its address was not confirmed yet."}),
                 field("roles", &T::roles, {}),
                 field("created_at", &T::created_at, {}),
                 field("blocked_because", &T::blocked_because, {.pii = true})};
};

}  // namespace bookmarket::shape
