// What the routes of auth do alike.
#pragma once

#include "platform/http/reply.hpp"
#include "services/auth/usecases/auth.hpp"

namespace bookmarket::auth {

using http::as_reply, http::Context, http::done;

[[nodiscard]] inline Client client_of(const Context& context) { return {context.address, context.user_agent}; }
/// Of routes that ask who calls.
[[nodiscard]] inline AccountId account_of(const Context& context) { return {context.caller->account}; }
[[nodiscard]] inline SessionId session_of(const Context& context) { return {context.caller->session}; }
[[nodiscard]] inline Who who_of(const Context& context) {
  return {account_of(context), session_of(context), context.caller->signed_in_at};
}

[[nodiscard]] std::string cookie_name(const Auth& auth);
[[nodiscard]] std::string device_cookie(const Auth& auth);
[[nodiscard]] std::string cookie_in(std::string_view header, std::string_view name);
/// Strict: it comes along only from pages of this market. Lax: also when another site leads the browser here.
enum class SameSite : std::uint8_t { strict, lax };
/// `max_age` 0: it is taken away.
[[nodiscard]] http::Header set_cookie(const Auth& auth, std::string name, std::string_view value,
                                      std::chrono::seconds max_age, bool for_scripts,
                                      SameSite same_site = SameSite::strict);
/// Of a session that was opened or refreshed.
[[nodiscard]] std::vector<http::Header> session_cookies(const Auth& auth, const Opened& opened);

/// The answer about a session, with its cookies where they are new.
Task<http::Reply<SignedIn>> opened(Auth& auth, Task<Opened> work, int status);

/// Parts of add_routes().
void add_key_routes(http::Routes& routes, const Auth* auth);
void add_people_routes(http::Routes& routes, Auth* auth);
void add_api_token_routes(http::Routes& routes, Auth* auth);
void add_identity_routes(http::Routes& routes, Auth* auth);
void add_passkey_routes(http::Routes& routes, Auth* auth);
void add_totp_routes(http::Routes& routes, Auth* auth);
void add_privacy_routes(http::Routes& routes, Auth* auth);

/// Of operations that ask for a proof.
inline constexpr std::string_view recently =
    "Only within ten minutes after one has proved who one is (prove_identity).";

}  // namespace bookmarket::auth
