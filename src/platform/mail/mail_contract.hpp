// The contract suite of the mail port: checks that every adapter must pass, and that broken ones must fail.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "platform/base/contract_runner.hpp"
#include "platform/mail/mail.hpp"

namespace bookmarket::mail::contract {

/// A message as who received it reads it.
struct Received {
  std::string raw;  ///< as it came
  std::string message_id, from, to, subject, text;
  std::optional<std::string> html;
};

/// One adapter, and what arrived of its messages. It sends as `sender`.
struct Instance {
  virtual ~Instance() = default;
  virtual Mail& mail() = 0;
  virtual std::vector<Received> received() = 0;
};
inline const Mailbox sender{"Книгарня «Їжак»", "noreply@market.test"};

struct Adapter {
  std::string name;
  std::function<std::unique_ptr<Instance>()> create;
};
inline void PrintTo(const Adapter& adapter, std::ostream* out) { *out << adapter.name; }

class Subject : public ContractSubject<Instance> {
 public:
  explicit Subject(const Adapter& adapter) : ContractSubject(adapter.create()) {}
  [[nodiscard]] Mail& mail() { return instance_->mail(); }
  [[nodiscard]] std::vector<Received> received() { return instance_->received(); }
};

using Check = ContractCheck<Subject>;
[[nodiscard]] std::vector<Check> all_checks();
[[nodiscard]] std::vector<Adapter> adapters();

}  // namespace bookmarket::mail::contract
