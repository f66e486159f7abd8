// The contract suite: checks that every adapter must pass. A check is a function that returns what it found
// wrong, so that the suite itself can be tested: store_contract_test.cpp shows that broken adapters fail.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "platform/base/contract_runner.hpp"
#include "platform/store/store.hpp"

namespace bookmarket::store::contract {

/// A fresh, empty store of one adapter. `reopen` closes it and opens what is on the disk or server again.
struct Instance {
  virtual ~Instance() = default;
  virtual Store& store() = 0;
  virtual void reopen() = 0;
};
struct Adapter {
  std::string name;
  std::function<std::unique_ptr<Instance>()> create;
};

/// What a check works with, and what it found.
class Subject : public ContractSubject<Instance> {
 public:
  explicit Subject(const Adapter& adapter) : ContractSubject(adapter.create()) {}
  [[nodiscard]] Store& store() { return instance_->store(); }
  void reopen() { instance_->reopen(); }
};

using Check = ContractCheck<Subject>;
inline void PrintTo(const Adapter& adapter, std::ostream* out) { *out << adapter.name; }

[[nodiscard]] std::vector<Check> document_checks();
[[nodiscard]] std::vector<Check> query_checks();
[[nodiscard]] std::vector<Check> event_checks();
[[nodiscard]] std::vector<Check> due_work_checks();
[[nodiscard]] std::vector<Check> all_checks();
[[nodiscard]] std::vector<Adapter> adapters();

template <class... Members>
[[nodiscard]] Object object(Members... members) {
  Object out;
  (out.set(std::move(members.first), std::move(members.second)), ...);
  return out;
}
using M = std::pair<std::string, Value>;

[[nodiscard]] inline std::int64_t number(const Object& body, std::string_view member) {
  const auto* value = body.find(member);
  const auto* n = value == nullptr ? nullptr : value->as<std::int64_t>();
  return n == nullptr ? -1 : *n;
}

}  // namespace bookmarket::store::contract
