#include "services/auth/api_parts.hpp"

namespace bookmarket::auth {
namespace {

using http::Reply;

/// Over TLS the cookie is bound to this host (RFC 6265bis §4.1.3.2); plain HTTP is for one's own machine.
bool is_secure(const Auth& auth) { return auth.options.public_url.starts_with("https://"); }

}  // namespace

std::string cookie_name(const Auth& auth) { return is_secure(auth) ? "__Host-refresh" : "refresh"; }

std::string device_cookie(const Auth& auth) { return is_secure(auth) ? "__Host-device" : "device"; }

std::string cookie_in(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    auto pair = header.substr(0, header.find(';'));
    header.remove_prefix(std::min(header.size(), pair.size() + 1));
    pair.remove_prefix(std::min(pair.find_first_not_of(' '), pair.size()));
    if (pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=')
      return std::string(pair.substr(name.size() + 1));
  }
  return {};
}

http::Header set_cookie(const Auth& auth, std::string name, std::string_view value, std::chrono::seconds max_age,
                        bool for_scripts, SameSite same_site) {
  std::string text = std::move(name) + "=" + std::string(value) +
                     "; Path=/; SameSite=" + (same_site == SameSite::lax ? "Lax" : "Strict") +
                     "; Max-Age=" + std::to_string(max_age.count());
  if (!for_scripts) text += "; HttpOnly";
  if (is_secure(auth)) text += "; Secure";
  return {"Set-Cookie", std::move(text)};
}

std::vector<http::Header> session_cookies(const Auth& auth, const Opened& opened) {
  std::vector<http::Header> out;
  if (opened.refresh_token) {
    out.push_back(set_cookie(auth, cookie_name(auth), *opened.refresh_token, auth.options.session_for, false));
    out.push_back(set_cookie(auth, "csrf", opened.answer.csrf_token, auth.options.session_for, true));
  }
  if (opened.device_token)
    out.push_back(set_cookie(auth, device_cookie(auth), *opened.device_token, std::chrono::hours(365 * 24), false));
  return out;
}

Task<Reply<SignedIn>> opened(Auth& auth, Task<Opened> work, int status) {
  auto result = co_await std::move(work);
  if (!result) co_return fail(std::move(result).error());
  auto headers = session_cookies(auth, *result);
  co_return Reply<SignedIn>{std::move(result->answer), status, std::move(headers)};
}

}  // namespace bookmarket::auth
