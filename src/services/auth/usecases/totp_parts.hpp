// What the use cases of one-time codes do alike.
#pragma once

#include "services/auth/usecases/parts.hpp"
#include "services/auth/usecases/totp.hpp"

namespace bookmarket::auth {

/// Error `internal`: it was sealed with another secret of the market.
[[nodiscard]] Result<std::string> totp_secret(const Auth& auth, const StoredTotp& totp);
[[nodiscard]] std::unexpected<Error> wrong_code();
/// Of an account that asks for codes.
Task<std::optional<StoredTotp>> totp_of(Auth& auth, AccountId account);

}  // namespace bookmarket::auth
