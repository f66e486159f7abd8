// What a password may be (NIST SP 800-63B-4, ASVS 5.0 §6.2): long and not guessed first; never how it is composed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/result.hpp"
#include "services/auth/domain/breached.hpp"

namespace bookmarket::auth {

inline constexpr std::size_t min_password_alone = 15;  ///< code points, as all lengths here
inline constexpr std::size_t min_password_beside_factor = 8;
inline constexpr std::size_t max_password = 256;
static_assert(BreachedPasswords::min_length <= min_password_beside_factor);

/// Whose password it is going to be.
struct PasswordContext {
  std::string_view pointer;  ///< JSON pointer of the field, for its error
  bool only_factor = true;   ///< nothing else is asked at sign-in
  std::string_view email, name = {};
};

/// The form that is hashed, so that every keyboard gives the same one: NFC, nothing trimmed. Nothing: it is none that
/// check_password() lets through, being no UTF-8, too long, or having control characters. For sign-in.
[[nodiscard]] std::optional<std::string> normalise_password(std::string_view typed);

/// The normalised password, or the first reason against it as the code of a field error: too_short, too_long,
/// bad_format (not UTF-8, control characters), contains_account_words, too_common (a sequence, a repetition), breached.
[[nodiscard]] Result<std::string> check_password(std::string_view typed, const PasswordContext& context,
                                                 const BreachedPasswords& breached);

}  // namespace bookmarket::auth
