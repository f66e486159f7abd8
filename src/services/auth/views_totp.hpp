// What auth takes and answers with where one-time codes are concerned.
#pragma once

#include "services/auth/views.hpp"

namespace bookmarket::auth {

struct TotpView {
  bool on = false;
  int recovery_codes_left = 0;
};
struct TotpBegun {
  std::string uri, key;
};
struct TotpCode {
  std::string code;
};
struct RecoveryCodes {
  std::vector<std::string> recovery_codes;
};
struct TotpRemoval {
  std::optional<std::string> password, code;
};

}  // namespace bookmarket::auth

namespace bookmarket::shape {

template <>
struct Describe<auth::TotpView> {
  using T = auth::TotpView;
  static constexpr std::string_view name = "Totp", doc = "Whether sign-in asks for a code.";
  static constexpr auto fields =
      std::tuple{field("on", &T::on, {}), field("recovery_codes_left", &T::recovery_codes_left, {})};
};
template <>
struct Describe<auth::TotpBegun> {
  using T = auth::TotpBegun;
  static constexpr std::string_view name = "TotpBegun", doc = "For the authenticator app; shown this once.";
  static constexpr auto fields = std::tuple{field("uri", &T::uri, {.doc = "For a QR code: otpauth://totp/…"}),
                                            field("key", &T::key, {.doc = "The secret, to be typed: base 32."})};
};
template <>
struct Describe<auth::TotpCode> {
  using T = auth::TotpCode;
  static constexpr std::string_view name = "TotpCode", doc = "";
  static constexpr auto fields = std::tuple{field("code", &T::code, auth_fields::code)};
};
template <>
struct Describe<auth::RecoveryCodes> {
  using T = auth::RecoveryCodes;
  static constexpr std::string_view name = "RecoveryCodes", doc = "Shown this once; each opens the account once.";
  static constexpr auto fields = std::tuple{field("recovery_codes", &T::recovery_codes, {})};
};
template <>
struct Describe<auth::TotpRemoval> {
  using T = auth::TotpRemoval;
  static constexpr std::string_view name = "TotpRemoval", doc = "Either a password or a code.";
  static constexpr auto fields =
      std::tuple{field("password", &T::password, auth_fields::password), field("code", &T::code, auth_fields::code)};
};

}  // namespace bookmarket::shape
