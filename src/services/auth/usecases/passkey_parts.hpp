// What the use cases of passkeys do alike.
#pragma once

#include "services/auth/passkeys/ceremony.hpp"
#include "services/auth/usecases/challenges.hpp"
#include "services/auth/usecases/parts.hpp"
#include "services/auth/usecases/passkeys.hpp"

namespace bookmarket::auth {

/// For somebody of whom nothing is known; one may begin more often than sign in. Error `rate_limited`.
Task<void> allow_passkey_options(Auth& auth, Client client);
[[nodiscard]] CreationOptions creation_options(const Auth& auth, AccountId account, std::string name,
                                               std::string display_name, std::string challenge);
[[nodiscard]] PasskeyCard card_of(const StoredPasskey& passkey);
Task<std::vector<StoredPasskey>> passkeys_of(Auth& auth, AccountId account);

/// Verifies a new passkey. Its account is what the challenge was about, its name is still empty.
Task<StoredPasskey> registered(Auth& auth, Purpose purpose, NewCredential credential);
/// Keeps it. `invalid` with code passkey_exists at /body/credential.
Task<void> keep_passkey(Auth& auth, StoredPasskey passkey);

/// The passkey that answered, after every check; its counter is written. Errors: `invalid` with a code of
/// passkeys/ceremony.hpp, or unknown_passkey.
Task<StoredPasskey> asserted(Auth& auth, UsedCredential credential, Client client);

/// An error of those as one of the field.
[[nodiscard]] std::unexpected<Error> at_field(std::string pointer, Error error);

}  // namespace bookmarket::auth
