// The use cases of one-time codes: a second factor beside the password. A passkey stands for two factors and needs
// none.
#pragma once

#include "services/auth/usecases/proof.hpp"
#include "services/auth/views_totp.hpp"

namespace bookmarket::auth {

Task<TotpView> show_totp(Auth& auth, AccountId account);
/// A new secret; nothing asks for it before confirm_totp. What changes one-time codes needs proven_recently(). Errors:
/// `conflict` with code totp_on.
Task<TotpBegun> begin_totp(Auth& auth, Who who);
/// Errors: `conflict` with code totp_not_begun or totp_on; `invalid` with code wrong_code at /body/code;
/// `rate_limited`.
Task<RecoveryCodes> confirm_totp(Auth& auth, Who who, TotpCode input, Client client);
/// Errors: `not_found` with code totp_off; `invalid` with code wrong_password or wrong_code; `rate_limited`.
Task<void> remove_totp(Auth& auth, Who who, TotpRemoval input, Client client);
/// The codes before are good for nothing. Errors: `not_found` with code totp_off.
Task<RecoveryCodes> renew_recovery_codes(Auth& auth, Who who, Client client);

/// Uses a code up, of the app or for recovery; success also where the account asks for none. Errors: `forbidden` with
/// code second_factor_required; `invalid` with code wrong_code at /body/code; `rate_limited` for too many codes of the
/// app: that never locks the owner out, who has recovery codes and passkeys.
Task<void> pass_second_factor(Auth& auth, AccountId account, std::optional<std::string> code, Client client);

}  // namespace bookmarket::auth
