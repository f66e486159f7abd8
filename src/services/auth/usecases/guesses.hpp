// What keeps passwords from being guessed, without a lock that others could shut. Every attempt counts; from the fifth
// on each makes the next wait twice as long. Attempts are counted
//  - per device that signed in to this account before (it shows a cookie of ours), which nobody else can use up;
//  - for all others per account and network address, and per account far above what its owner could mistype;
//  - per network address, whatever accounts it tries.
#pragma once

#include "services/auth/usecases/auth.hpp"

namespace bookmarket::auth {

struct Guess {
  std::string email_key;             ///< of the account that is tried; empty: the address is none
  std::optional<AccountId> account;  ///< who has it
  Client client;
};

/// Before the password is looked at. Error `rate_limited` with code too_many_attempts.
Task<void> allow_guess(Auth& auth, Guess guess);
/// The password was right: its device, or its network address, begins anew.
Task<void> forget_guesses(Auth& auth, Guess guess);

/// What a browser keeps to be known again by this account.
[[nodiscard]] std::string new_device_token(const Auth& auth, AccountId account);

}  // namespace bookmarket::auth
