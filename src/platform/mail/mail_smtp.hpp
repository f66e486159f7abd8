// Mail over SMTP (RFC 5321), one connection a message.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "platform/base/clock.hpp"
#include "platform/mail/mail.hpp"

namespace bookmarket::mail {

enum class SmtpTls : std::uint8_t {
  starttls,  ///< plain at first, then TLS; a server without it is refused
  tls,       ///< TLS from the first byte
  none       ///< nothing is encrypted: for a relay on this machine
};

struct SmtpOptions {
  Mailbox from;
  std::string host;
  std::uint16_t port = 587;
  SmtpTls tls = SmtpTls::starttls;
  std::string user = {}, password = {};  ///< empty user: no login
  std::string ca_file = {};              ///< PEM; only what it signed is trusted. Empty: the system's authorities
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds timeout{30'000};  ///< of a whole message, connecting included
  unsigned threads = 2;                       ///< messages under way at once
  std::size_t max_waiting = 1000;             ///< messages; what comes on top is `unavailable`
  const Clock& clock;                         ///< outlives the adapter
};

/// Does not connect. `invalid`: the sender, see check_sender; with code login_needs_tls, a user with SmtpTls::none.
/// Its end waits for messages under way, up to `timeout`; those still waiting get `unavailable`.
[[nodiscard]] Result<std::unique_ptr<Mail>> create_smtp_mail(SmtpOptions options);

}  // namespace bookmarket::mail
