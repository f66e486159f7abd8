#include "services/auth/domain/email.hpp"

#include <algorithm>
#include <ranges>

#include "services/auth/domain/unicode.hpp"

namespace bookmarket::auth {
namespace {

// Octets (RFC 5321 §4.5.3.1, RFC 1035 §2.3.4).
constexpr std::size_t max_address = 254, max_local = 64, max_label = 63;
// Form C takes no less than a fourth of the octets that were typed.
constexpr std::size_t max_typed_address = max_address * 4;

bool is_local(char32_t c) {
  return is_letter(c) || is_digit(c) || std::u32string_view(U".!#$%&'*+-/=?^_`{|}~").contains(c);
}

bool is_local_part(std::string_view text) {
  return !text.empty() && text.size() <= max_local && text.front() != '.' && text.back() != '.' &&
         !text.contains("..") && std::ranges::all_of(code_points(text), is_local);
}

bool is_label(std::string_view text) {
  return !text.empty() && text.size() <= max_label && text.front() != '-' && text.back() != '-' &&
         std::ranges::all_of(code_points(text), [](char32_t c) { return c == '-' || is_letter(c) || is_digit(c); });
}

bool is_domain(std::string_view text) {
  if (text == "localhost") return true;
  const auto dot = text.rfind('.');
  if (dot == std::string_view::npos) return false;
  const auto top = code_points(text.substr(dot + 1));
  if (std::ranges::all_of(top, is_digit)) return false;  // an IPv4 address
  return std::ranges::all_of(text | std::views::split('.'),
                             [](const auto& label) { return is_label(std::string_view(label.begin(), label.end())); });
}

bool is_address(std::string_view text) {
  const auto at = text.find('@');
  return text.size() <= max_address && at != std::string_view::npos && is_local_part(text.substr(0, at)) &&
         is_domain(text.substr(at + 1));
}

}  // namespace

Result<Email> parse_email(std::string_view typed, std::string_view pointer) {
  if (const auto normal = typed.size() <= max_typed_address ? nfc(typed) : std::nullopt) {
    const auto domain = std::min(normal->find('@'), normal->size());
    Email email{normal->substr(0, domain) + lower(normal->substr(domain)), lower(*normal)};
    // Lower case may be longer.
    if (is_address(email.address) && is_address(email.key)) return email;
  }
  return fail(Error{ErrorKind::invalid,
                    "invalid_request",
                    "Some of what was sent cannot be used; see errors.",
                    {{std::string(pointer), "bad_email", "Use an address like name@example.com."}}});
}

}  // namespace bookmarket::auth
