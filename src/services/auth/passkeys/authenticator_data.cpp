#include "services/auth/passkeys/authenticator_data.hpp"

#include "services/auth/passkeys/cbor.hpp"

namespace bookmarket::auth {
namespace {

enum Flag : unsigned {
  user_present = 1U << 0U,
  user_verified = 1U << 2U,
  backup_eligible = 1U << 3U,
  backed_up = 1U << 4U,
  has_credential = 1U << 6U,
  has_extensions = 1U << 7U
};

std::unexpected<Error> malformed_data() {
  return fail(ErrorKind::invalid, "malformed_authenticator_data", "The passkey's answer is damaged.");
}

/// Takes bytes off the front. Nothing, and `rest` spoilt for good: there are not so many.
std::string_view take(std::optional<std::string_view>& rest, std::size_t n) {
  if (!rest || rest->size() < n) {
    rest.reset();
    return {};
  }
  const auto out = rest->substr(0, n);
  rest->remove_prefix(n);
  return out;
}

std::uint32_t number(std::string_view big_endian) {
  std::uint32_t out = 0;
  for (const char c : big_endian) out = out << 8U | static_cast<unsigned char>(c);
  return out;
}

std::string_view take_item(std::optional<std::string_view>& rest) {
  const auto item = rest ? cbor::read_first(*rest) : std::nullopt;
  if (!item || !item->item.is(cbor::Kind::map)) rest.reset();
  return take(rest, item ? item->length : 0);
}

}  // namespace

Result<AuthenticatorData> parse_authenticator_data(std::string_view bytes) {
  std::optional<std::string_view> rest = bytes;
  AuthenticatorData out;
  out.rp_id_hash = take(rest, 32);
  const auto flags = number(take(rest, 1));
  out.sign_count = number(take(rest, 4));
  out.user_present = (flags & user_present) != 0;
  out.user_verified = (flags & user_verified) != 0;
  out.backup_eligible = (flags & backup_eligible) != 0;
  out.backed_up = (flags & backed_up) != 0;
  if ((flags & has_credential) != 0) {
    auto& credential = out.credential.emplace();
    credential.aaguid = take(rest, 16);
    const auto length = number(take(rest, 2));
    if (length == 0 || length > 1023) return malformed_data();
    credential.id = take(rest, length);
    credential.cose_key = take_item(rest);
  }
  if ((flags & has_extensions) != 0) take_item(rest);
  if (!rest || !rest->empty()) return malformed_data();
  return out;
}

}  // namespace bookmarket::auth
