// The SMTP servers of tests/counterparts/smtp_server.py, for as long as the test program runs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace bookmarket::mail {

class SmtpCounterpart {
 public:
  /// Starts them once a program. Throws when they do not start: `./test unit` installs what they need in build/venv.
  static const SmtpCounterpart& instance();

  [[nodiscard]] std::uint16_t port(const std::string& mode) const;
  [[nodiscard]] std::string ca_file() const { return (directory_ / "ca.pem").string(); }
  /// Folders of accepted messages, in their order.
  [[nodiscard]] std::vector<std::filesystem::path> accepted() const;

  ~SmtpCounterpart();
  SmtpCounterpart(const SmtpCounterpart&) = delete;
  SmtpCounterpart& operator=(const SmtpCounterpart&) = delete;

 private:
  SmtpCounterpart();
  void end() const;

  std::filesystem::path directory_;
  std::map<std::string, std::uint16_t> ports_;
  int process_ = -1, input_ = -1;
};

[[nodiscard]] std::string content(const std::filesystem::path& file);

}  // namespace bookmarket::mail
