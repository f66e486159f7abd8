// Who wants to leave is erased, after days in which signing in again calls it off. What it takes is due-work, step by
// step through the keepers of all services; a tombstone among the objects says who was erased, so that a restored store
// forgets them again.
#pragma once

#include "services/auth/usecases/parts.hpp"
#include "services/auth/views_privacy.hpp"

namespace bookmarket::auth {

/// Ends all sessions. Needs proven_recently(). Errors: `invalid` with code email_differs at /body/email; `conflict`
/// with code last_admin.
Task<ErasurePlanned> request_erasure(Auth& auth, Who who, ErasureWanted input, Client client);
/// They came back. `unauthenticated` with code bad_credentials when it is too late.
Task<void> call_off_erasure(Auth& auth, AccountId account, Client client);
/// One round of people who are due. How many steps it took. What fails is tried again.
Task<std::uint64_t> erase_people(Auth& auth, mail::Mail& mail);
/// For a start: whoever has a tombstone and an account is erased again. How many there are.
Task<unsigned> erase_again(Auth& auth);

inline constexpr const char* erasure_work = "auth.erasure";
[[nodiscard]] inline std::string tombstone_key(std::string_view account) { return "erased/" + std::string(account); }

}  // namespace bookmarket::auth
