// What the market writes to people about their accounts.
#pragma once

#include <string>
#include <string_view>

#include "services/auth/domain/language.hpp"

namespace bookmarket::auth {

struct Letter {
  std::string subject, text;
};
struct LetterValues {
  std::string name;
  std::string token = {};   ///< of its link
  std::string email = {};   ///< an address that the letter names
  std::string reason = {};  ///< that somebody gave
};
/// `letter`: verify_email, account_exists, reset_password, password_changed, change_email, address_taken,
/// email_change_asked, email_changed, account_blocked, account_unblocked, roles_changed, api_token_created,
/// passkey_added, passkey_removed, identity_linked, identity_unlinked (`reason` is the provider), totp_on, totp_off,
/// recovery_codes_renewed, recovery_code_used, erasure_planned, erasure_called_off, account_erased, export_ready,
/// copy_hidden, amendment_asked, appeal_upheld, appeal_rejected.
[[nodiscard]] Letter write(std::string_view letter, Language language, const LetterValues& values,
                           std::string_view public_url);
/// https://books.example:8443 → books.example
[[nodiscard]] std::string host_of(std::string_view url);

}  // namespace bookmarket::auth
