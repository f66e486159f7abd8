// An account moves to another address: asked for with the password or after a proof, done by the link that goes to the
// new address.
#pragma once

#include "services/auth/usecases/parts.hpp"
#include "services/auth/usecases/proof.hpp"
#include "services/auth/views_people.hpp"

namespace bookmarket::auth {

/// The same answer whether the new address has an account or not; letters go there and to the old one. Errors:
/// `invalid` with code bad_email at /body/email or wrong_password at /body/password; that of proven_recently() where no
/// password is given; `rate_limited`.
Task<void> change_email(Auth& auth, Who who, EmailChange input, Client client);
/// The second half, by a used-up token of change_email. Errors: `invalid` with code token_invalid at /body/token, when
/// another account has the address by now, or the password was changed since.
Task<void> move_to_email(Auth& auth, StoredMailToken token, Client client);
/// Gives up addresses that accounts left, where a crash kept that from being done at once. How many it looked at.
Task<std::uint64_t> release_claims(Auth& auth);

}  // namespace bookmarket::auth
