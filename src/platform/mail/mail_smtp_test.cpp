// What only SMTP promises: whom it trusts, and what a server's answer means.
#include "platform/mail/mail_smtp.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "platform/base/block_on.hpp"
#include "platform/mail/smtp_counterpart.hpp"

namespace bookmarket::mail {
namespace {

using std::chrono::milliseconds;

struct SmtpMailTest : testing::Test {
  SmtpOptions options(const std::string& mode, SmtpTls tls = SmtpTls::none) {
    return {.from = {"Shop", "noreply@market.test"},
            .host = "127.0.0.1",
            .port = counterpart.port(mode),
            .tls = tls,
            .ca_file = counterpart.ca_file(),
            .clock = clock};
  }
  SmtpOptions with_login(const std::string& mode, SmtpTls tls = SmtpTls::starttls) {
    auto out = options(mode, tls);
    out.user = "market";
    out.password = "päss word";
    return out;
  }
  static Message letter() {
    return {.message_id = "1@market.test", .to = "reader@example.test", .subject = "Hello", .text = "Hi."};
  }
  static Result<void> send(const SmtpOptions& o) {
    auto mail = create_smtp_mail(o).value();
    return block_on(mail->send(letter()));
  }
  /// The error of sending; nothing may have arrived.
  Error refusal(const SmtpOptions& o) {
    const auto before = counterpart.accepted().size();
    auto sent = send(o);
    EXPECT_EQ(counterpart.accepted().size(), before);
    return sent ? Error{ErrorKind::internal, "sent", ""} : sent.error();
  }
  void expect_unavailable(const SmtpOptions& o, const std::string& because) {
    const auto error = refusal(o);
    EXPECT_THAT(error.cause, testing::HasSubstr(because));
    EXPECT_EQ(error.kind, ErrorKind::unavailable) << error.code;
    EXPECT_EQ(error.code, "mail_unavailable");
    EXPECT_TRUE(error.retry_after);
  }

  const SmtpCounterpart& counterpart = SmtpCounterpart::instance();
  Clock clock;
};

TEST_F(SmtpMailTest, AServerWithoutStartTlsGetsNothing) {
  expect_unavailable(options("plain", SmtpTls::starttls), "SSL level failed");
}

TEST_F(SmtpMailTest, ACertificateForAnotherNameIsRefused) {
  expect_unavailable(with_login("other_name"), "certificate");
}

TEST_F(SmtpMailTest, ACertificateOfAnotherAuthorityIsRefused) {
  expect_unavailable(with_login("stranger"), "certificate");
  expect_unavailable(options("tls_stranger", SmtpTls::tls), "certificate");
}

TEST_F(SmtpMailTest, WithoutACaFileTheSystemsAuthoritiesDecide) {
  auto o = with_login("starttls");
  o.ca_file.clear();
  expect_unavailable(o, "certificate");
}

TEST_F(SmtpMailTest, AMissingCaFileTrustsNobody) {
  auto o = with_login("starttls");
  o.ca_file = "/no/such/file.pem";
  expect_unavailable(o, "CA cert");
}

TEST_F(SmtpMailTest, AWrongPasswordIsOursToMendNotTheRecipients) {
  auto o = with_login("starttls");
  o.password = "wrong";
  const auto error = refusal(o);
  EXPECT_EQ(error.kind, ErrorKind::unavailable);
  EXPECT_THAT(error.cause, testing::AllOf(testing::HasSubstr("535"), testing::Not(testing::HasSubstr("wrong"))));
  expect_unavailable(options("starttls", SmtpTls::starttls), "530");  // no login where one is needed
}

TEST_F(SmtpMailTest, APasswordIsNeverSentInTheClear) {
  const auto mail = create_smtp_mail(with_login("plain", SmtpTls::none));
  ASSERT_FALSE(mail);
  EXPECT_EQ(mail.error().code, "login_needs_tls");
}

TEST_F(SmtpMailTest, ASenderThatCannotStandInAMessageIsRefusedAtOnce) {
  auto o = options("plain");
  o.from.address = "noreply@market.test\r\nRCPT TO:<all@example.test>";
  EXPECT_EQ(create_smtp_mail(o).error().kind, ErrorKind::invalid);
}

TEST_F(SmtpMailTest, ARecipientRefusedForGoodIsToldApart) {
  const auto error = refusal(options("unknown_recipient"));
  EXPECT_EQ(error.kind, ErrorKind::invalid);
  EXPECT_EQ(error.code, "recipient_refused");
  ASSERT_EQ(error.fields.size(), 1U);
  EXPECT_EQ(error.fields[0].pointer, "/to");
  EXPECT_THAT(error.cause, testing::HasSubstr("550 5.1.1"));
  EXPECT_THAT(error.cause, testing::Not(testing::HasSubstr("reader"))) << "the log names no recipients";
}

TEST_F(SmtpMailTest, APolicyAgainstUsIsNotTheRecipientsFault) {
  expect_unavailable(options("no_relay"), "554 5.7.1");
  expect_unavailable(options("no_sender"), "550 5.1.8");
}

TEST_F(SmtpMailTest, AServerThatSaysLaterIsUnavailable) { expect_unavailable(options("busy"), "451 4.3.0"); }

TEST_F(SmtpMailTest, AMessageRefusedForGoodIsToldApart) {
  for (const auto* mode : {"refuses_content", "small"}) {
    const auto error = refusal(options(mode));
    EXPECT_EQ(error.kind, ErrorKind::invalid) << mode;
    EXPECT_EQ(error.code, "message_refused") << mode << error.cause;
  }
}

TEST_F(SmtpMailTest, AServerThatNeverAnswersIsGivenUp) {
  for (const auto* mode : {"silent", "deaf"}) {
    auto o = options(mode);
    o.timeout = milliseconds(400);
    const auto begun = std::chrono::steady_clock::now();
    expect_unavailable(o, "Timeout");
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5)) << mode;
  }
}

TEST_F(SmtpMailTest, AServerThatDoesNotSayGoodbyeHasTakenTheMessage) {
  auto o = options("stays");
  o.timeout = milliseconds(400);
  const auto begun = std::chrono::steady_clock::now();
  EXPECT_TRUE(send(o));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds(5));
}

TEST_F(SmtpMailTest, NoServerIsUnavailable) {
  auto o = options("plain");
  o.port = 1;
  expect_unavailable(o, "connect");
}

TEST_F(SmtpMailTest, AFullQueueAndAnEndAnswerAtOnce) {
  auto o = options("silent");
  o.timeout = milliseconds(400);
  o.threads = 1;
  o.max_waiting = 2;
  auto mail = create_smtp_mail(o).value();
  boost::asio::io_context io;
  std::vector<std::string> causes;
  for (int i = 0; i < 10; ++i)
    boost::asio::co_spawn(io.get_executor(), mail->send(letter()), [&causes](std::exception_ptr, Result<void> sent) {
      causes.push_back(sent ? "sent" : sent.error().cause);
    });
  io.poll();  // everything is queued or refused
  mail.reset();
  io.run();
  ASSERT_EQ(causes.size(), 10U);
  EXPECT_GE(std::ranges::count(causes, "smtp: queue is full"), 7);
  EXPECT_GE(std::ranges::count(causes, "SMTP: shutting down"), 1);
}

}  // namespace
}  // namespace bookmarket::mail
