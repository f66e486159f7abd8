// What only the outbox promises: its files.
#include "platform/mail/mail_outbox.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "platform/base/block_on.hpp"
#include "platform/base/id.hpp"

namespace bookmarket::mail {
namespace {

namespace fs = std::filesystem;

struct OutboxTest : testing::Test {
  ~OutboxTest() override { fs::remove_all(directory); }
  Result<std::unique_ptr<Mail>> create() {
    return create_outbox_mail({.directory = directory, .from = {"Shop", "noreply@market.test"}, .clock = clock});
  }
  static Result<void> send(Mail& mail, const std::string& id) {
    return block_on(mail.send({.message_id = id, .to = "reader@example.test", .subject = "Hello", .text = "Hi."}));
  }
  Clock clock;
  fs::path directory = fs::temp_directory_path() / ("outbox-" + Uuid::v7(clock.now()).to_string());
  Outbox outbox{directory};
};

TEST_F(OutboxTest, TheNewestMessageIsListedFirst) {
  const auto mail = create().value();
  for (const auto* id : {"b@market.test", "c@market.test", "a@market.test"}) {
    ASSERT_TRUE(send(*mail, id));
    clock.advance(std::chrono::milliseconds(1500));
  }
  EXPECT_THAT(outbox.list(2).value(),
              testing::ElementsAre(testing::EndsWith("Z-a@market.test"), testing::EndsWith("Z-c@market.test")));
  EXPECT_EQ(outbox.list(10).value().size(), 3U);
  EXPECT_THAT(outbox.read(outbox.list(1).value()[0]).value(), testing::HasSubstr("Message-ID: <a@market.test>\r\n"));
}

TEST_F(OutboxTest, LettersAreForTheirOwnerAlone) {
  const auto mail = create().value();
  ASSERT_TRUE(send(*mail, "a@market.test"));
  EXPECT_EQ(fs::status(directory).permissions(), fs::perms::owner_all);
  for (const auto& file : fs::directory_iterator(directory)) {
    EXPECT_EQ(file.status().permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_EQ(file.path().extension(), ".eml") << "nothing temporary stays";
  }
}

TEST_F(OutboxTest, LettersToAnAddressAreForgottenWithWhatIsUnfinishedAndNoOthers) {
  const auto mail = create().value();
  ASSERT_TRUE(send(*mail, "a@market.test"));
  std::ofstream(directory / ".2026-01-01T000000.000Z-b@market.test.eml.tmp") << "To: <reader@example.test>\r\nhalf";
  ASSERT_TRUE(block_on(mail->send({.message_id = "c@market.test",
                                   .to = "other@example.test",
                                   .subject = "Hello",
                                   .text = "To: <reader@example.test>\n"})));
  ASSERT_TRUE(block_on(mail->forget("Reader@example.test")));
  std::vector<std::string> left;
  for (const auto& file : fs::directory_iterator(directory)) left.push_back(file.path().filename());
  EXPECT_THAT(left, testing::ElementsAre(testing::EndsWith("Z-c@market.test.eml")));
  EXPECT_TRUE(block_on(mail->forget("nobody@example.test")));
}

TEST_F(OutboxTest, UnfinishedAndForeignFilesAreNotListed) {
  const auto mail = create().value();
  std::ofstream(directory / ".2026-01-01T000000.000Z-a@market.test.eml.tmp") << "half";
  std::ofstream(directory / "notes.txt") << "x";
  EXPECT_TRUE(outbox.list(10).value().empty());
}

TEST_F(OutboxTest, OnlyMessagesOfTheDirectoryAreRead) {
  const auto mail = create().value();
  fs::create_directory(directory / "inner");
  std::ofstream(directory / "inner" / "secret.eml") << "x";
  const auto beside = directory.string() + ".eml";
  std::ofstream(beside) << "x";
  for (const std::string& id :
       {std::string("absent"), std::string("inner/secret"), "../" + directory.filename().string(), std::string(".."),
        std::string("secret\0", 7), std::string(300, 'a')}) {
    const auto read = outbox.read(id);
    ASSERT_FALSE(read) << id;
    EXPECT_EQ(read.error().code, "mail_not_found") << id;
  }
  fs::remove(beside);
}

TEST_F(OutboxTest, ADirectoryThatIsAFileIsToldAtOnce) {
  std::ofstream(directory) << "x";
  const auto mail = create();
  ASSERT_FALSE(mail);
  EXPECT_EQ(mail.error().kind, ErrorKind::unavailable);
  EXPECT_THAT(mail.error().cause, testing::HasSubstr(directory.string()));
}

TEST_F(OutboxTest, ADirectoryThatWentAwayIsUnavailable) {
  const auto mail = create().value();
  fs::remove_all(directory);
  const auto sent = send(*mail, "a@market.test");
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().kind, ErrorKind::unavailable);
  EXPECT_FALSE(outbox.list(1));
}

}  // namespace
}  // namespace bookmarket::mail
