#include "platform/mail/mime.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "platform/mail/mime_reader.hpp"

namespace bookmarket::mail {
namespace {

const Timestamp moment{std::chrono::sys_days{std::chrono::year(2026) / 3 / 8} + std::chrono::hours(7) +
                       std::chrono::minutes(5) + std::chrono::milliseconds(9'999)};
const Mailbox shop{"Книгарня", "noreply@market.test"};

Message letter() {
  return {.message_id = "welcome.42@market.test", .to = "reader@example.test", .subject = "Hello", .text = "Hi."};
}

/// Letters of one to four bytes, and what encoders stumble over.
rc::Gen<std::string> texts(bool lines) {
  auto pieces = std::vector<std::string>{"a",
                                         "word",
                                         " ",
                                         "  ",
                                         "=",
                                         "=?",
                                         "?=",
                                         "_",
                                         ".",
                                         "\t",
                                         "ї",
                                         "Книга",
                                         "€",
                                         "😀",
                                         "-",
                                         "\xC2\x85",
                                         "\xE2\x80\xA8",
                                         "--=_bookmarket_alternative",
                                         std::string(90, 'w')};
  if (lines) {
    for (const auto* more : {"\n", "\r\n", "\r", "\n.\n", "From "}) pieces.emplace_back(more);
    pieces.emplace_back(1, '\0');
  } else {
    std::erase(pieces, "\t");
  }
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)), [](const auto& chosen) {
    std::string out;
    for (const auto& piece : chosen) out += piece;
    return out;
  });
}

/// As MIME sees lines: ended by CRLF, the last one too.
std::string normalised(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n' && (i == 0 || text[i - 1] != '\r')) out += '\r';
    out += text[i];
  }
  if (!out.empty() && !out.ends_with("\r\n")) out += "\r\n";
  return out;
}

std::vector<std::string> wrong_fields(const Message& message, const Mailbox& from = shop) {
  const auto result = mime(message, from, moment);
  std::vector<std::string> out;
  if (result) return {"none"};
  EXPECT_EQ(result.error().kind, ErrorKind::invalid);
  EXPECT_EQ(result.error().code, "invalid_message");
  for (const auto& field : result.error().fields) out.push_back(field.pointer + " " + field.code);
  return out;
}

TEST(Mime, IsWrittenLikeThis) {
  auto message = letter();
  message.subject = "Ваше замовлення: «Кобзар», видання друге";
  message.text = "Привіт!\nДякуємо.";
  message.html = "<p>Price: 5 =\r\n.dot \n</p>";
  message.headers = {{"List-Unsubscribe",
                      "<https://market.test/unsubscribe?token=0123456789abcdef0123456789abcdef>, "
                      "<mailto:stop@market.test>"},
                     {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}};
  EXPECT_EQ(mime(message, shop, moment).value(),
            "Date: Sun, 08 Mar 2026 07:05:09 +0000\r\n"
            "From: =?utf-8?B?0JrQvdC40LPQsNGA0L3Rjw==?=\r\n"
            " <noreply@market.test>\r\n"
            "To: <reader@example.test>\r\n"
            "Message-ID: <welcome.42@market.test>\r\n"
            "Subject: =?utf-8?B?0JLQsNGI0LUg0LfQsNC80L7QstC70LXQvdC90Y86IMKr0JrQvtCx?=\r\n"
            " =?utf-8?B?0LfQsNGAwrssINCy0LjQtNCw0L3QvdGPINC00YDRg9Cz0LU=?=\r\n"
            "List-Unsubscribe: <https://market.test/unsubscribe?token=0123456789abcdef0123456789abcdef>,\r\n"
            " <mailto:stop@market.test>\r\n"
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
            "MIME-Version: 1.0\r\n"
            "Content-Type: multipart/alternative; boundary=\"=_bookmarket_alternative\"\r\n"
            "\r\n"
            "--=_bookmarket_alternative\r\n"
            "Content-Type: text/plain; charset=utf-8\r\n"
            "Content-Transfer-Encoding: base64\r\n"
            "\r\n"
            "0J/RgNC40LLRltGCIQ0K0JTRj9C60YPRlNC80L4uDQo=\r\n"
            "\r\n"
            "--=_bookmarket_alternative\r\n"
            "Content-Type: text/html; charset=utf-8\r\n"
            "Content-Transfer-Encoding: quoted-printable\r\n"
            "\r\n"
            "<p>Price: 5 =3D\r\n"
            ".dot=20\r\n"
            "</p>\r\n"
            "\r\n"
            "--=_bookmarket_alternative--\r\n");
}

TEST(Mime, PlainAsciiStaysReadable) {
  const auto bytes = mime(letter(), {"", "noreply@market.test"}, moment).value();
  EXPECT_THAT(bytes, testing::HasSubstr("From: <noreply@market.test>\r\n"));
  EXPECT_THAT(bytes, testing::HasSubstr("Subject: Hello\r\n"));
  EXPECT_THAT(bytes, testing::EndsWith("\r\n\r\nHi.\r\n"));
}

RC_GTEST_PROP(Mime, WhatIsReadIsWhatWasWritten, ()) {
  auto message = letter();
  message.subject = *texts(false);
  message.text = *texts(true);
  message.html = *texts(true);
  const Mailbox from{*texts(false), "noreply@market.test"};
  const auto read = read_message(mime(message, from, moment).value());
  RC_ASSERT(read.headers.at("Subject") == message.subject);
  RC_ASSERT(read.headers.at("From") == (from.name.empty() ? "" : from.name + " ") + "<noreply@market.test>");
  RC_ASSERT(read.headers.at("To") == "<reader@example.test>");
  RC_ASSERT(read.headers.at("Message-ID") == "<welcome.42@market.test>");
  RC_ASSERT(read.text == normalised(message.text));
  RC_ASSERT(read.html == normalised(message.html));
}

RC_GTEST_PROP(Mime, AnyBytesGiveAMessageOrAnError, ()) {
  Message message{.message_id = *rc::gen::arbitrary<std::string>(),
                  .to = *rc::gen::arbitrary<std::string>(),
                  .subject = *rc::gen::arbitrary<std::string>(),
                  .text = *rc::gen::arbitrary<std::string>()};
  message.headers = {{*rc::gen::arbitrary<std::string>(), *rc::gen::arbitrary<std::string>()}};
  if (*rc::gen::arbitrary<bool>()) message.message_id = letter().message_id, message.to = letter().to;
  if (*rc::gen::arbitrary<bool>()) message.headers[0].name = "X-Test";
  const auto written = mime(message, shop, moment);
  if (written) {
    RC_ASSERT(read_message(*written).headers.size() == 9U);
  } else {
    RC_ASSERT(!written.error().fields.empty());
  }
}

RC_GTEST_PROP(Mime, HeadersFoldAndUnfold, ()) {
  auto message = letter();
  const auto words = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(std::vector<std::string>{
      "a", "word", "<https://market.test/a?b=c>,", std::string(80, 'x'), std::string(900, 'y')}));
  std::string value;
  for (const auto& word : words) value += (value.empty() ? "" : " ") + word;
  message.headers = {{"X-Test", value}};
  RC_ASSERT(read_message(mime(message, shop, moment).value()).headers.at("X-Test") == value);
}

TEST(Mime, NoValueCanEndItsHeader) {
  for (const std::string& evil : {std::string("\r\nBcc: all@example.test"), std::string("\n\nbody"), std::string("\r"),
                                  std::string(1, '\0'), std::string("\x7F")}) {
    auto message = letter();
    message.subject += evil;
    EXPECT_THAT(wrong_fields(message), testing::ElementsAre("/subject control_character"));
    message = letter();
    message.to += evil;
    EXPECT_THAT(wrong_fields(message), testing::ElementsAre("/to not_an_address"));
    message = letter();
    message.message_id.insert(1, evil);
    EXPECT_THAT(wrong_fields(message), testing::ElementsAre("/message_id not_a_message_id"));
    message = letter();
    message.headers = {{"X-Fine", "fine"}, {"X-Test", "v" + evil}};
    EXPECT_THAT(wrong_fields(message), testing::ElementsAre("/headers/1/value control_character"));
    message.headers = {{"X-Test" + evil, "v"}};
    EXPECT_THAT(wrong_fields(message), testing::ElementsAre("/headers/0/name not_a_header_name"));
    EXPECT_THAT(wrong_fields(letter(), {"Shop" + evil, shop.address}),
                testing::ElementsAre("/from/name control_character"));
    EXPECT_THAT(wrong_fields(letter(), {"Shop", shop.address + evil}),
                testing::ElementsAre("/from/address not_an_address"));
  }
}

TEST(Mime, EveryWrongFieldIsNamed) {
  const Message message{.message_id = "no-domain",
                        .to = "two@example.test, addresses@example.test",
                        .subject = "\xFF",
                        .text = "\xC3",
                        .html = "\xED\xA0\x80",
                        .headers = {{"Subject", "again"},
                                    {"bcc", "all@example.test"},
                                    {"Content-Type", "x"},
                                    {"X-Long", std::string(901, 'x')},
                                    {"X-Name", "Ім'я"},
                                    {"X-Wide", "a  b"}}};
  EXPECT_THAT(
      wrong_fields(message),
      testing::ElementsAre("/message_id not_a_message_id", "/to not_an_address", "/subject not_utf8", "/text not_utf8",
                           "/html not_utf8", "/headers/0/name own_header", "/headers/1/name own_header",
                           "/headers/2/name own_header", "/headers/3/value too_long", "/headers/4/value not_ascii",
                           "/headers/5/value stray_space"));
}

TEST(Mime, AnAddressIsOneAddress) {
  for (const std::string good :
       {"a@b", "first.last+tag@sub.example.test", "o'hara@example.test", "x@xn--80ak6aa92e.test"}) {
    auto message = letter();
    message.to = good;
    EXPECT_TRUE(mime(message, shop, moment)) << good;
  }
  for (const std::string bad : {"",
                                "@",
                                "a@",
                                "@b",
                                "a b@c",
                                "a@b c",
                                "<a@b>",
                                "a@b,c@d",
                                "a@b@c",
                                ".a@b",
                                "a.@b",
                                "a..b@c",
                                "a@.b",
                                "a@b.",
                                "a@b..c",
                                "a@-b",
                                "a@b-",
                                "\"a b\"@c",
                                "a@[127.0.0.1]",
                                "їжак@example.test",
                                "a@їжак.укр"}) {
    auto message = letter();
    message.to = bad;
    EXPECT_THAT(wrong_fields(message), testing::ElementsAre("/to not_an_address")) << bad;
  }
  auto message = letter();
  message.to = std::string(65, 'a') + "@b";
  EXPECT_FALSE(mime(message, shop, moment));
  message.to = "a@" + std::string(64, 'b');
  EXPECT_FALSE(mime(message, shop, moment));
}

}  // namespace
}  // namespace bookmarket::mail
