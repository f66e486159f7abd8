#include "platform/mail/mail_contract.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "platform/base/id.hpp"
#include "platform/mail/mail_outbox.hpp"
#include "platform/mail/mail_smtp.hpp"
#include "platform/mail/mime_reader.hpp"
#include "platform/mail/smtp_counterpart.hpp"

namespace bookmarket::mail::contract {
namespace {

namespace fs = std::filesystem;

std::string within_brackets(const std::string& text) { return text.substr(1, text.size() - 2); }

class OutboxInstance final : public Instance {
 public:
  OutboxInstance() : directory_(fs::temp_directory_path() / ("outbox-" + Uuid::v7(clock_.now()).to_string())) {
    mail_ = create_outbox_mail({.directory = directory_, .from = sender, .clock = clock_}).value();
  }
  ~OutboxInstance() override {
    mail_.reset();
    fs::remove_all(directory_);
  }
  OutboxInstance(const OutboxInstance&) = delete;
  OutboxInstance& operator=(const OutboxInstance&) = delete;
  Mail& mail() override { return *mail_; }
  std::vector<Received> received() override {
    const Outbox outbox(directory_);
    std::vector<Received> out;
    for (const auto& id : outbox.list(1000).value()) {
      auto raw = outbox.read(id).value();
      auto read = read_message(raw);
      auto& headers = read.headers;
      out.push_back({std::move(raw),
                     within_brackets(headers.at("Message-ID")),
                     headers.at("From"),
                     within_brackets(headers.at("To")),
                     headers.at("Subject"),
                     read.text,
                     {}});
      if (headers.at("Content-Type").starts_with("multipart/")) out.back().html = read.html;
    }
    return out;
  }

 private:
  Clock clock_;
  fs::path directory_;
  std::unique_ptr<Mail> mail_;
};

/// Python's email package reads what arrives here.
class SmtpInstance final : public Instance {
 public:
  SmtpInstance(const std::string& mode, SmtpTls tls) : seen_(counterpart_.accepted().size()) {
    mail_ = create_smtp_mail({.from = sender,
                              .host = "127.0.0.1",
                              .port = counterpart_.port(mode),
                              .tls = tls,
                              .user = tls == SmtpTls::none ? "" : "market",
                              .password = "päss word",
                              .ca_file = counterpart_.ca_file(),
                              .clock = clock_})
                .value();
  }
  Mail& mail() override { return *mail_; }
  std::vector<Received> received() override {
    std::vector<Received> out;
    const auto accepted = counterpart_.accepted();
    for (auto i = seen_; i < accepted.size(); ++i) {
      const auto& at = accepted[i];
      out.push_back({content(at / "raw"),
                     content(at / "message_id"),
                     content(at / "from"),
                     content(at / "recipient"),
                     content(at / "subject"),
                     content(at / "text"),
                     {}});
      if (fs::exists(at / "html")) out.back().html = content(at / "html");
    }
    return out;
  }

 private:
  const SmtpCounterpart& counterpart_ = SmtpCounterpart::instance();
  std::size_t seen_;
  Clock clock_;
  std::unique_ptr<Mail> mail_;
};

}  // namespace

/// Another adapter of the port is one more line here.
std::vector<Adapter> adapters() {
  return {{"Outbox", [] { return std::make_unique<OutboxInstance>(); }},
          {"SmtpStartTls", [] { return std::make_unique<SmtpInstance>("starttls", SmtpTls::starttls); }},
          {"SmtpTls", [] { return std::make_unique<SmtpInstance>("tls", SmtpTls::tls); }},
          {"SmtpPlain", [] { return std::make_unique<SmtpInstance>("plain", SmtpTls::none); }}};
}

namespace {

class MailContract : public testing::TestWithParam<std::tuple<Adapter, Check>> {};

TEST_P(MailContract, Holds) {
  Subject subject(std::get<0>(GetParam()));
  std::get<1>(GetParam()).run(subject);
  for (const auto& failure : subject.failures()) ADD_FAILURE() << failure;
}

INSTANTIATE_TEST_SUITE_P(Adapters, MailContract,
                         testing::Combine(testing::ValuesIn(adapters()), testing::ValuesIn(all_checks())),
                         [](const auto& info) {
                           return std::get<0>(info.param).name + std::get<1>(info.param).promise;
                         });

}  // namespace
}  // namespace bookmarket::mail::contract
