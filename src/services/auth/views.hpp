// What auth takes and answers with.
#pragma once

#include "platform/shape/shape.hpp"
#include "services/auth/domain/ids.hpp"
#include "services/auth/domain/language.hpp"
#include "services/auth/domain/plain_text.hpp"

namespace bookmarket::auth {

struct SignUp {
  std::string email, password;
  std::optional<std::string> name;
  std::optional<Language> language;
};
struct SignIn {
  std::string email, password;
  std::optional<std::string> code = {};
};
struct Token {
  std::string token;
};
struct EmailOnly {
  std::string email;
};
struct NewPassword {
  std::string token, password;
};
struct PasswordChange {
  std::optional<std::string> current_password;
  std::string password;
};
struct Refresh {
  std::string csrf_token;
};
struct AccountChange {
  std::optional<std::string> name;
  std::optional<Language> language;
};

struct AccountView {
  AccountId id;
  std::string email, name;
  Language language = Language::uk;
  std::vector<std::string> roles = {};
  bool has_password = true;
  Timestamp created_at;
};
struct SignedIn {
  std::string access_token;
  Timestamp expires_at;
  std::string csrf_token;
  AccountView account;
};
struct SessionCard {
  SessionId id;
  bool current = false;
  Timestamp created_at, refreshed_at;
  std::string user_agent, address;
};
struct SessionsView {
  std::vector<SessionCard> items;
};
struct AuditCard {
  Timestamp at;
  std::string action, address, user_agent;
  std::optional<AccountId> by = {}, to = {};
};
struct AuditView {
  std::vector<AuditCard> items;
  std::optional<std::string> next_cursor;
};

}  // namespace bookmarket::auth

namespace bookmarket::shape {

namespace auth_fields {
// Above what any rule accepts, so that the rule itself can say why.
inline constexpr Info password{.doc = "At least 15 characters, any of Unicode; spaces count.",
                               .example = "чотири слова про книжки",
                               .max_length = 1024,
                               .secret = true};
inline constexpr Info email{.example = "lesia@example.org", .max_length = 320, .pii = true};
inline constexpr Info token{.doc = "From the link in the letter.", .max_length = 200, .secret = true};
inline constexpr Info code{.doc = "Of the authenticator app, or a recovery code, where the account asks for one.",
                           .example = "287082",
                           .max_length = 40,
                           .secret = true};
inline constexpr Info name{.doc = "As others see it.",
                           .example = "Леся",
                           .max_length = 80,
                           .pattern = auth::plain_text_pattern,
                           .valid = auth::is_plain_text,
                           .valid_detail = auth::plain_text_detail,
                           .pii = true};
}  // namespace auth_fields

template <>
struct Describe<auth::SignUp> {
  using T = auth::SignUp;
  static constexpr std::string_view name = "SignUp", doc = "A new account.";
  static constexpr auto fields = std::tuple{
      field("email", &T::email, auth_fields::email), field("password", &T::password, auth_fields::password),
      field("name", &T::name, auth_fields::name), field("language", &T::language, {.doc = "Of letters and pages."})};
};
template <>
struct Describe<auth::SignIn> {
  using T = auth::SignIn;
  static constexpr std::string_view name = "SignIn", doc = "";
  static constexpr auto fields =
      std::tuple{field("email", &T::email, auth_fields::email), field("password", &T::password, auth_fields::password),
                 field("code", &T::code, auth_fields::code)};
};
template <>
struct Describe<auth::Token> {
  using T = auth::Token;
  static constexpr std::string_view name = "MailToken", doc = "";
  static constexpr auto fields = std::tuple{field("token", &T::token, auth_fields::token)};
};
template <>
struct Describe<auth::EmailOnly> {
  using T = auth::EmailOnly;
  static constexpr std::string_view name = "EmailOnly", doc = "";
  static constexpr auto fields = std::tuple{field("email", &T::email, auth_fields::email)};
};
template <>
struct Describe<auth::NewPassword> {
  using T = auth::NewPassword;
  static constexpr std::string_view name = "NewPassword", doc = "";
  static constexpr auto fields =
      std::tuple{field("token", &T::token, auth_fields::token), field("password", &T::password, auth_fields::password)};
};
template <>
struct Describe<auth::PasswordChange> {
  using T = auth::PasswordChange;
  static constexpr std::string_view name = "PasswordChange",
                                    doc = "An account that has no password yet is given one without the current one.";
  static constexpr auto fields = std::tuple{field("current_password", &T::current_password, auth_fields::password),
                                            field("password", &T::password, auth_fields::password)};
};
template <>
struct Describe<auth::Refresh> {
  using T = auth::Refresh;
  static constexpr std::string_view name = "Refresh", doc = "";
  static constexpr auto fields = std::tuple{field(
      "csrf_token", &T::csrf_token,
      {.doc = "As answered at sign-in; also in the cookie that scripts of this site can read.", .max_length = 100})};
};
template <>
struct Describe<auth::AccountChange> {
  using T = auth::AccountChange;
  static constexpr std::string_view name = "AccountChange", doc = "What to change; the rest stays.";
  static constexpr auto fields =
      std::tuple{field("name", &T::name, auth_fields::name), field("language", &T::language, {})};
};
template <>
struct Describe<auth::AccountView> {
  using T = auth::AccountView;
  static constexpr std::string_view name = "Account", doc = "An account, as its owner sees it.";
  static constexpr auto fields = std::tuple{
      field("id", &T::id, {}),
      field("email", &T::email, {.pii = true}),
      field("name", &T::name, {.pii = true}),
      field("language", &T::language, {}),
      field("roles", &T::roles, {.doc = "moderator, admin; everybody reads and sells.", .example = "[\"moderator\"]"}),
      field("has_password", &T::has_password, {.doc = "Else only passkeys or an identity provider open it."}),
      field("created_at", &T::created_at, {})};
};
template <>
struct Describe<auth::SignedIn> {
  using T = auth::SignedIn;
  static constexpr std::string_view name = "SignedIn",
                                    doc = "Who is signed in. The refresh token comes as a cookie that no script reads.";
  static constexpr auto fields =
      std::tuple{field("access_token", &T::access_token, {.doc = "Send it as `Authorization: Bearer …`."}),
                 field("expires_at", &T::expires_at, {.doc = "Of the access token: refresh it before."}),
                 field("csrf_token", &T::csrf_token, {.doc = "Send it with the next refresh."}),
                 field("account", &T::account, {})};
};
template <>
struct Describe<auth::SessionCard> {
  using T = auth::SessionCard;
  static constexpr std::string_view name = "Session", doc = "A browser or device that is signed in.";
  static constexpr auto fields =
      std::tuple{field("id", &T::id, {}),
                 field("current", &T::current, {.doc = "This one."}),
                 field("created_at", &T::created_at, {}),
                 field("refreshed_at", &T::refreshed_at, {.doc = "When it was last used, to minutes."}),
                 field("user_agent", &T::user_agent, {.pii = true}),
                 field("address", &T::address, {.pii = true})};
};
template <>
struct Describe<auth::SessionsView> {
  using T = auth::SessionsView;
  static constexpr std::string_view name = "Sessions", doc = "";
  static constexpr auto fields = std::tuple{field("items", &T::items, {.doc = "Newest first."})};
};
template <>
struct Describe<auth::AuditCard> {
  using T = auth::AuditCard;
  static constexpr std::string_view name = "AuditEntry", doc = "";
  static constexpr auto fields =
      std::tuple{field("at", &T::at, {}),
                 field("action", &T::action, {.doc = "An operation id."}),
                 field("address", &T::address, {.pii = true}),
                 field("user_agent", &T::user_agent, {.pii = true}),
                 field("by", &T::by, {.doc = "Who did it, where it was somebody else: an account."}),
                 field("to", &T::to, {.doc = "To whose account it was done, where it is another."})};
};
template <>
struct Describe<auth::AuditView> {
  using T = auth::AuditView;
  static constexpr std::string_view name = "Audit", doc = "What happened to an account.";
  static constexpr auto fields =
      std::tuple{field("items", &T::items, {.doc = "Newest first."}), field("next_cursor", &T::next_cursor, {})};
};

}  // namespace bookmarket::shape
