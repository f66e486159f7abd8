// The mail port: hands one message to whoever delivers it. mail_contract_test.cpp is its definition.
#pragma once

#include <string>
#include <vector>

#include "platform/base/task.hpp"

namespace bookmarket::mail {

/// A sender as readers see it. `address` as in Message::to; `name` is UTF-8 without control characters, may be empty.
struct Mailbox {
  std::string name, address;
};

struct Header {
  std::string name;   ///< letters, digits and hyphens, e.g. List-Unsubscribe; none that the message has by itself
  std::string value;  ///< printable ASCII, single spaces, no word over 900 bytes
};

struct Message {
  /// `left@domain`: left of letters, digits and . _ + = -; at most 200 bytes. The same message sent again carries the
  /// same one, so that the second copy is recognised: sending is at-least-once.
  std::string message_id;
  std::string to;         ///< one ASCII address without quotes or comments; an international domain in its xn-- form
  std::string subject;    ///< UTF-8 without control characters
  std::string text;       ///< UTF-8; arrives with its lines ended by CRLF, the last one too
  std::string html = {};  ///< the same in HTML; empty: the message is only text
  std::vector<Header> headers = {};
};

class Mail {
 public:
  virtual ~Mail() = default;

  /// Success: taken over for delivery. Errors:
  /// `invalid` with code invalid_message: `fields` names what is wrong, at /to, /headers/0/value and so on;
  /// `invalid` with code recipient_refused, at /to: the server will never take mail for this address;
  /// `invalid` with code message_refused: the server will never take this message;
  /// `unavailable`: not now, or full, or misconfigured; after this the message may still have been sent.
  virtual Task<void> send(Message message) = 0;
  /// Removes the letters to this address that the adapter itself keeps. Most keep none: what was delivered is its
  /// reader's.
  virtual Task<void> forget(std::string to);
};

inline Task<void> Mail::forget(std::string) { co_return Result<void>{}; }

}  // namespace bookmarket::mail
