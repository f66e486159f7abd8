// An e-mail address: checked as it was typed, and the form in which two of them are the same.
#pragma once

#include <string>
#include <string_view>

#include "platform/base/result.hpp"

namespace bookmarket::auth {

/// Without spaces, controls, quotes or separators, hence fit for a mail's header as it is.
struct Email {
  std::string address;  ///< to write to: as typed, in NFC, the domain in lower case
  std::string key;      ///< of uniqueness: all in lower case; dots and +tags of the local part count

  bool operator==(const Email&) const = default;
};

/// A dot-atom of RFC 5321 at a domain of names, both also with letters beyond ASCII (RFC 6531); quoted local parts and
/// IP addresses are not taken, and only localhost may be a domain without a dot. Error: a field error bad_email at
/// `pointer`.
[[nodiscard]] Result<Email> parse_email(std::string_view typed, std::string_view pointer);

}  // namespace bookmarket::auth
