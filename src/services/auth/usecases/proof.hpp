// How recently a caller proved who they are.
#pragma once

#include "services/auth/usecases/auth.hpp"
#include "services/auth/views_passkeys.hpp"

namespace bookmarket::auth {

/// For changes that would let a thief of a session stay (ASVS 5.0 §7.5.1): `forbidden` with code
/// reauthentication_required, unless they proved who they are within the last ten minutes.
[[nodiscard]] Result<void> proven_recently(const Auth& auth, const Who& who);

/// Errors: `invalid` with code wrong_password at `pointer`; `rate_limited`.
Task<void> check_own_password(Auth& auth, StoredAccount account, std::string password, std::string pointer);

/// Takes the password (and code) or a passkey of the caller, and gives an access token that says so. Errors: `invalid`
/// naming the field (wrong_password, wrong_code, or of a passkey), those of pass_second_factor(), `rate_limited`,
/// `unauthenticated` with code session_ended.
Task<Opened> prove_identity(Auth& auth, Who who, Proof input, Client client);

}  // namespace bookmarket::auth
