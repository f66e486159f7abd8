// The use cases of passkeys.
#pragma once

#include "services/auth/usecases/proof.hpp"

namespace bookmarket::auth {

/// Errors of what takes a passkey from a browser: `invalid` at /body/credential, its code as in passkeys/ceremony.hpp,
/// also wrong_challenge for one that is unknown, too old or used. What changes passkeys needs proven_recently().
Task<CreationOptions> begin_passkey_registration(Auth& auth, Who who);
/// Errors: as above; passkey_exists at /body/credential; `conflict` with code too_many_passkeys.
Task<PasskeyCard> register_passkey(Auth& auth, Who who, NewPasskey input, Client client);
Task<PasskeysView> list_passkeys(Auth& auth, AccountId account);
/// Errors: `not_found` with code passkey_not_found.
Task<PasskeyCard> rename_passkey(Auth& auth, AccountId account, PasskeyId id, PasskeyChange input, Client client);
/// Errors: `not_found` with code passkey_not_found; `conflict` with code last_way_in where no password and no other
/// passkey would be left.
Task<void> remove_passkey(Auth& auth, Who who, PasskeyId id, Client client);

/// Says nothing of accounts: whoever has a passkey for this market finds it on their device.
Task<RequestOptions> begin_passkey_sign_in(Auth& auth, Client client);
/// Errors: `unauthenticated` with code passkey_refused, whatever is wrong; `forbidden` as sign_in, only with a right
/// passkey; `rate_limited`.
Task<Opened> sign_in_with_passkey(Auth& auth, PasskeySignIn input, Client client);

/// For an account that does not exist yet. Errors: `invalid` naming fields; `rate_limited`.
Task<CreationOptions> begin_passkey_sign_up(Auth& auth, PasskeySignUp input, Client client);
/// The same answer whether the address has an account or not; a letter says which. Errors: as sign_up and
/// register_passkey.
Task<void> sign_up_with_passkey(Auth& auth, PasskeySignUpEnd input, Client client);

}  // namespace bookmarket::auth
