#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "platform/mail/mail_contract.hpp"

namespace bookmarket::mail::contract {
namespace {

Message letter() {
  return {.message_id = "welcome.42@market.test", .to = "reader@example.test", .subject = "Hello", .text = "Hi.\r\n"};
}

void arrives_whole(Subject& s) {
  auto message = letter();
  message.subject = "Ваше замовлення «Кобзар» 😀 — у дорозі; твоя книга вже їде до тебе, чекай на неї";
  message.text = "Привіт!\r\n\r\n.\r\n..dots\r\nFrom here = there \r\n" + std::string(3000, 'x') + "\r\nКінець\r\n";
  message.html = "<p>Привіт!</p>\r\n.\r\n<a href=\"https://market.test/?a=b\">" + std::string(3000, 'y') + "</a>\r\n";
  message.headers = {{"List-Unsubscribe", "<https://market.test/unsubscribe/42>"},
                     {"List-Unsubscribe-Post", "List-Unsubscribe=One-Click"}};
  s.must(s.mail().send(message), "send");
  const auto received = s.received();
  if (!s.expect(received.size() == 1, "a sent message arrives once")) return;
  const auto& got = received[0];
  s.expect(got.message_id == message.message_id, "the message id is the caller's");
  s.expect(got.to == message.to, "it goes to the address given");
  s.expect(got.from == sender.name + " <" + sender.address + ">", "it comes from the sender configured");
  s.expect(got.subject == message.subject, "the subject arrives as it was");
  s.expect(got.text == message.text, "the text arrives as it was, also lines of dots");
  s.expect(got.html == message.html, "the HTML arrives as it was");
  for (const auto& [name, value] : message.headers)
    s.expect(got.raw.contains(fmt::format("\r\n{}: {}\r\n", name, value)), name + " arrives");
  s.expect(got.raw.contains("\r\nDate: ") || got.raw.starts_with("Date: "), "it says when it was sent");
  for (std::size_t at = 0; at < got.raw.size();) {
    const auto end = got.raw.find("\r\n", at);
    if (!s.expect(end != std::string::npos && end - at <= 998, "every line ends, within 998 bytes")) return;
    at = end + 2;
  }
}

void text_alone(Subject& s) {
  s.must(s.mail().send(letter()), "send");
  const auto received = s.received();
  if (!s.expect(received.size() == 1, "a sent message arrives once")) return;
  s.expect(received[0].text == "Hi.\r\n" && !received[0].html, "a message may be text alone");
}

void no_injection(Subject& s) {
  const auto refused = [&](const Message& message, const std::string& pointer) {
    const auto sent = s.wait(s.mail().send(message));
    s.expect_error(sent, ErrorKind::invalid, "invalid_message", "a line end or NUL at " + pointer);
    s.expect(!sent && std::ranges::count(sent.error().fields, pointer, &FieldError::pointer) == 1,
             pointer + " is named");
  };
  for (const std::string& evil :
       {std::string("\r\nBcc: all@example.test"), std::string("\nX: y"), std::string("\r"), std::string(1, '\0')}) {
    auto message = letter();
    message.subject += evil;
    refused(message, "/subject");
    message = letter();
    message.to += evil;
    refused(message, "/to");
    message = letter();
    message.message_id += evil;
    refused(message, "/message_id");
    message = letter();
    message.headers = {{"X-Test", "v" + evil}};
    refused(message, "/headers/0/value");
    message.headers = {{"X-Test" + evil, "v"}};
    refused(message, "/headers/0/name");
  }
  s.expect(s.received().empty(), "what was refused does not arrive");
}

void one_address(Subject& s) {
  for (const std::string bad : {"", "nobody", "a@b, c@d", "Reader <reader@example.test>", "a@b> SIZE=1"}) {
    auto message = letter();
    message.to = bad;
    s.expect_error(s.wait(s.mail().send(message)), ErrorKind::invalid, "invalid_message", "'" + bad + "'");
  }
  s.expect(s.received().empty(), "what was refused does not arrive");
}

void recognisable_again(Subject& s) {
  s.must(s.mail().send(letter()), "send");
  s.must(s.mail().send(letter()), "send again");
  const auto received = s.received();
  s.expect(!received.empty() &&
               std::ranges::all_of(received, [](const Received& got) { return got.message_id == letter().message_id; }),
           "a message sent again is recognised by its id");
}

void many_at_once(Subject& s) {
  constexpr int messages = 60;
  std::vector<std::future<Result<void>>> sending;
  for (int i = 0; i < messages; ++i) {
    auto message = letter();
    message.message_id = "m" + std::to_string(i) + "@market.test";
    message.to = "reader" + std::to_string(i) + "@example.test";
    message.subject = "Лист " + std::to_string(i);
    sending.push_back(s.start(s.mail().send(message)));
  }
  for (auto& one : sending) s.must(one.get(), "send");
  std::set<std::string> ids;
  const auto received = s.received();
  for (const auto& got : received) {
    const auto number = got.message_id.substr(1, got.message_id.find('@') - 1);
    s.expect(got.to == "reader" + number + "@example.test" && got.subject == "Лист " + number,
             "messages under way at once do not mix");
    ids.insert(got.message_id);
  }
  s.expect(received.size() == messages && ids.size() == messages, "of messages sent at once each arrives once");
}

}  // namespace

std::vector<Check> all_checks() {
  return {{"AMessageArrivesWhole", arrives_whole},
          {"TextAloneIsAMessage", text_alone},
          {"NoValueCanEndItsHeader", no_injection},
          {"OnlyOneAddressIsTaken", one_address},
          {"AMessageSentAgainIsRecognised", recognisable_again},
          {"ManyAtOnceArriveOnceEach", many_at_once}};
}

}  // namespace bookmarket::mail::contract
