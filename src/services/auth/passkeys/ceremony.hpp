// The two ceremonies of WebAuthn Level 2, from the relying party's side: §7.1 registration, §7.2 authentication.
// Attestation is not asked for, and one that comes all the same is not believed: its format is ignored (§8.7).
#pragma once

#include <string>

#include "services/auth/passkeys/authenticator_data.hpp"

namespace bookmarket::auth {

/// What a ceremony must have been about.
struct Expected {
  std::string challenge;  ///< base64url, as it was given out
  std::string origin;     ///< the only one: https://books.example
  std::string rp_id;      ///< its host
};

/// A credential, as it is kept. All bytes.
struct Credential {
  std::string id, cose_key, aaguid;
  std::uint32_t sign_count = 0;
  bool backup_eligible = false, backed_up = false;
};
/// What a sign-in changes of it.
struct Assertion {
  std::uint32_t sign_count = 0;
  bool backed_up = false;
};

/// Errors, all `invalid`, by code: malformed_client_data, wrong_type, wrong_challenge, wrong_origin, cross_origin,
/// malformed_attestation, malformed_authenticator_data, wrong_rp, user_not_present, user_not_verified,
/// impossible_backup, no_credential, unsupported_key, malformed_key.
[[nodiscard]] Result<Credential> verify_registration(const Expected& expected, std::string_view client_data_json,
                                                     std::string_view attestation_object);

/// Errors, all `invalid`, by code: those of client data and authenticator data above; other_backup_eligibility,
/// malformed_key, wrong_signature, counter_went_back (the signature was right: somebody may have a copy).
[[nodiscard]] Result<Assertion> verify_assertion(const Expected& expected, const Credential& credential,
                                                 std::string_view client_data_json, std::string_view authenticator_data,
                                                 std::string_view signature);

/// A counter grows with every signature, unless the authenticator has none; one that does not is a copy's (§6.1.1).
[[nodiscard]] constexpr bool may_follow(std::uint32_t before, std::uint32_t now) {
  return now > before || (now == 0 && before == 0);
}

}  // namespace bookmarket::auth
