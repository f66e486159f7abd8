// Writes a message as RFC 5322 with MIME: 7-bit, CRLF, UTF-8 inside encoded-words, quoted-printable and base64.
#pragma once

#include "platform/base/clock.hpp"
#include "platform/mail/mail.hpp"

namespace bookmarket::mail {

/// The same input gives the same bytes. `invalid` with code invalid_message lists every wrong field; of `from`, at
/// /from/name and /from/address. No line is over 998 bytes, and no value can end its header.
[[nodiscard]] Result<std::string> mime(const Message& message, const Mailbox& from, Timestamp date);

/// Whether `from` can stand in a message: for adapters at their start.
[[nodiscard]] Result<void> check_sender(const Mailbox& from);

}  // namespace bookmarket::mail
