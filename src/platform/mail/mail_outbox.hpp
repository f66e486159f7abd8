// The embedded mail: each message becomes an .eml file in a directory, for development and for the preview.
#pragma once

#include <filesystem>
#include <memory>

#include "platform/base/clock.hpp"
#include "platform/mail/mail.hpp"

namespace bookmarket::mail {

struct OutboxOptions {
  std::filesystem::path directory;  ///< made if absent, for its owner alone: letters are private
  Mailbox from;
  std::size_t max_waiting = 1000;  ///< messages; what comes on top is `unavailable`
  const Clock& clock;              ///< outlives the adapter
};

/// `invalid`: the sender, see check_sender. `unavailable` with code outbox_unusable: no such directory can be made.
[[nodiscard]] Result<std::unique_ptr<Mail>> create_outbox_mail(OutboxOptions options);

/// Reads what the adapter wrote. Calls block on the disk.
class Outbox {
 public:
  explicit Outbox(std::filesystem::path directory) : directory_(std::move(directory)) {}

  /// Ids of messages, the newest first: `<time>-<message id>`.
  [[nodiscard]] Result<std::vector<std::string>> list(std::size_t limit) const;
  /// The message as it was written (RFC 5322). `not_found` with code mail_not_found.
  [[nodiscard]] Result<std::string> read(const std::string& id) const;

 private:
  std::filesystem::path directory_;
};

}  // namespace bookmarket::mail
