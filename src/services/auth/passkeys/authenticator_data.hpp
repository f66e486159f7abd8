// What an authenticator says of a ceremony (WebAuthn Level 2 §6.1).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "platform/base/result.hpp"

namespace bookmarket::auth {

/// Views into what was read.
struct AttestedCredential {
  std::string_view aaguid;  ///< 16 bytes: the model of the authenticator; zeros where it does not tell
  std::string_view id;      ///< 1 to 1023 bytes
  std::string_view cose_key;
};
struct AuthenticatorData {
  std::string_view rp_id_hash;  ///< 32 bytes
  bool user_present = false, user_verified = false;
  bool backup_eligible = false, backed_up = false;
  std::uint32_t sign_count = 0;
  std::optional<AttestedCredential> credential = {};
};

/// Error `invalid` with code malformed_authenticator_data. The key is whole CBOR, not yet a key; extensions are read
/// over.
[[nodiscard]] Result<AuthenticatorData> parse_authenticator_data(std::string_view bytes);

}  // namespace bookmarket::auth
