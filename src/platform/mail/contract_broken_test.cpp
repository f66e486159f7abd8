// The contract suite is itself tested: each broken adapter must fail the check that guards the promise it breaks.
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "platform/mail/mail_contract.hpp"

namespace bookmarket::mail::contract {
namespace {

/// Passes on what `change` makes of a message; where it gives none, the message is lost and success told.
class Changing final : public Mail {
 public:
  using Change = std::function<std::optional<Message>(Message)>;
  Changing(Mail& inner, Change change) : inner_(inner), change_(std::move(change)) {}
  Task<void> send(Message message) override {
    auto changed = change_(std::move(message));
    if (!changed) co_return Result<void>{};
    co_return co_await inner_.send(std::move(*changed));
  }

 private:
  Mail& inner_;
  Change change_;
};

class BrokenInstance final : public Instance {
 public:
  explicit BrokenInstance(Changing::Change change) : broken_(inner_->mail(), std::move(change)) {}
  Mail& mail() override { return broken_; }
  std::vector<Received> received() override { return inner_->received(); }

 private:
  std::unique_ptr<Instance> inner_ = adapters().front().create();
  Changing broken_;
};

struct Violation {
  std::string name, caught_by;
  Changing::Change change;
};
void PrintTo(const Violation& v, std::ostream* out) { *out << v.name; }

std::string cut_at_line_end(std::string value) {
  return value.substr(0, value.find_first_of(std::string("\r\n\0", 3)));
}

const std::vector<Violation> violations{
    {"ForgetsTheHtml", "AMessageArrivesWhole",
     [](Message m) {
       m.html.clear();
       return m;
     }},
    {"ForgetsHeaders", "AMessageArrivesWhole",
     [](Message m) {
       m.headers.clear();
       return m;
     }},
    {"EndsAtALineOfOneDot", "AMessageArrivesWhole",
     [](Message m) {
       m.text = m.text.substr(0, m.text.find("\r\n.\r\n"));
       return m;
     }},
    {"SendsTextTwice", "TextAloneIsAMessage",
     [](Message m) {
       m.html = m.text;
       return m;
     }},
    {"NamesEachCopyAnew", "AMessageSentAgainIsRecognised",
     [copy = std::make_shared<std::atomic<int>>(0)](Message m) {
       m.message_id = std::to_string(++*copy) + m.message_id;
       return m;
     }},
    {"CutsInsteadOfRefusing", "NoValueCanEndItsHeader",
     [](Message m) {
       m.subject = cut_at_line_end(m.subject);
       return m;
     }},
    {"TakesTheFirstOfTwoAddresses", "OnlyOneAddressIsTaken",
     [](Message m) {
       m.to = m.to.substr(0, m.to.find(','));
       return m;
     }},
    {"LosesEveryFiftieth", "ManyAtOnceArriveOnceEach",
     [sent = std::make_shared<std::atomic<int>>(0)](Message m) -> std::optional<Message> {
       if (++*sent % 50 == 0) return std::nullopt;
       return m;
     }},
};

class MailContractCatches : public testing::TestWithParam<Violation> {};

TEST_P(MailContractCatches, ABrokenAdapter) {
  const auto checks = all_checks();
  const auto check = std::ranges::find(checks, GetParam().caught_by, &Check::promise);
  ASSERT_NE(check, checks.end());
  Subject subject(Adapter{GetParam().name, [] { return std::make_unique<BrokenInstance>(GetParam().change); }});
  check->run(subject);
  EXPECT_FALSE(subject.failures().empty()) << GetParam().caught_by << " did not catch it";
}

INSTANTIATE_TEST_SUITE_P(Planted, MailContractCatches, testing::ValuesIn(violations),
                         [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace bookmarket::mail::contract
