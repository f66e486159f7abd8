// What the contract suites of all ports share: checks that note what is broken instead of ending the test, so that a
// planted broken adapter can be asked whether it was caught.
#pragma once

#include <functional>
#include <ostream>
#include <string>
#include <type_traits>
#include <vector>

#include "platform/base/result.hpp"

namespace bookmarket {

/// What a contract check found.
class Findings {
 public:
  bool expect(bool holds, const std::string& promise) {
    if (!holds) failures_.push_back("broken: " + promise);
    return holds;
  }
  /// The value; where there is none, a failure is noted and a default comes back.
  template <class T>
  T must(Result<T> result, const std::string& what) {
    if (!result) failures_.push_back(what + ": " + result.error().code + " " + result.error().cause);
    if constexpr (!std::is_void_v<T>) return result ? std::move(*result) : T{};
  }
  [[nodiscard]] const std::vector<std::string>& failures() const { return failures_; }

 private:
  std::vector<std::string> failures_;
};

/// One promise of a port, checked on a subject: an adapter and its Findings.
template <class Subject>
struct ContractCheck {
  std::string promise;  ///< in CamelCase: a test's name
  std::function<void(Subject&)> run;
};
template <class Subject>
void PrintTo(const ContractCheck<Subject>& check, std::ostream* out) {
  *out << check.promise;
}

}  // namespace bookmarket
