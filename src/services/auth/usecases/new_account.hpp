// How an account comes to be, whatever opens it.
#pragma once

#include "services/auth/domain/email.hpp"
#include "services/auth/usecases/parts.hpp"

namespace bookmarket::auth {

/// An account without a way in yet. Without a name it is called as the part of its address before the @.
[[nodiscard]] StoredAccount new_account(const Auth& auth, AccountId id, const Email& email,
                                        const std::optional<std::string>& name, std::optional<Language> language);

/// Takes the address and keeps the account. False: somebody has confirmed that the address is theirs, and nothing was
/// kept.
Task<bool> keep_account(Auth& auth, StoredAccount account, std::string email_key);

/// Counts what somebody of whom nothing is known causes. Error `rate_limited`.
Task<void> allow_sign_up(Auth& auth, Client client, std::string email_key);
/// keep_account(), and one letter, whichever way it went: to confirm the address, or that it has an account already.
Task<void> keep_unverified(Auth& auth, StoredAccount account, std::string email_key);

}  // namespace bookmarket::auth
