// Codes for whoever has lost their authenticator app: each is used once instead of one of its codes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace bookmarket::auth {

inline constexpr std::size_t recovery_codes = 10;
inline constexpr std::size_t recovery_code_bytes = 10;  ///< 80 bits: no use in guessing, nor in hashing slowly

/// As it is shown: 16 letters and digits of Crockford's base 32, in fours (7n3k-q0ze-…). `random`: recovery_code_bytes.
[[nodiscard]] std::string write_recovery_code(std::string_view random);
/// As it is hashed: without hyphens and spaces, small, and with what Crockford takes for the same (o is 0, i and l are
/// 1). nullopt: it is none.
[[nodiscard]] std::optional<std::string> read_recovery_code(std::string_view typed);

}  // namespace bookmarket::auth
