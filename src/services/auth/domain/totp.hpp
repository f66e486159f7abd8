// One-time codes of an authenticator app: TOTP (RFC 6238) over HOTP (RFC 4226) with HMAC-SHA1, the one form that every
// app knows: 6 digits, a new code each 30 seconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.hpp"

namespace bookmarket::auth {

inline constexpr std::size_t totp_secret_bytes = 20;  ///< 160 bits, as RFC 4226 §4 recommends
inline constexpr std::chrono::seconds totp_period{30};

/// Which period since 1970 a time is in.
[[nodiscard]] std::int64_t totp_step(Timestamp at);
/// RFC 4226 §5.3. `digits`: 6 to 8.
[[nodiscard]] std::string totp_code(std::string_view secret, std::int64_t step, unsigned digits = 6);
/// The period whose code was typed: that of `now`, the one before, or the one after, since clocks differ and people
/// type slowly. A code is used once (RFC 6238 §5.2): only periods after `last_used` count.
[[nodiscard]] std::optional<std::int64_t> matching_step(std::string_view secret, std::string_view code, Timestamp now,
                                                        std::int64_t last_used);

/// RFC 4648 §6, without padding: as apps take a secret that is typed.
[[nodiscard]] std::string to_base32(std::string_view bytes);
/// What an app reads from a QR code: the key URI format of Google Authenticator. `account`: what the app shows.
[[nodiscard]] std::string otpauth_uri(std::string_view secret, std::string_view account, std::string_view issuer);

}  // namespace bookmarket::auth
