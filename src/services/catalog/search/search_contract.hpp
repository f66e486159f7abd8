// The contract suite of the search port: checks that every adapter must pass. A check gives what it found wrong, so
// that the suite itself can be tested: contract_broken_test.cpp shows that broken adapters fail.
#pragma once

#include <functional>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "platform/base/block_on.hpp"
#include "platform/base/contract.hpp"
#include "services/catalog/search/search.hpp"

namespace bookmarket::catalog::search::contract {

/// `create` gives an empty index. How well it understands what people type is measured by tests/relevance, not here.
struct Adapter {
  std::string name;
  std::function<std::unique_ptr<Search>()> create;
};

/// What a check works with, and what it found.
class Subject : public Findings {
 public:
  explicit Subject(const Adapter& adapter) : search_(adapter.create()) {}
  [[nodiscard]] Search& search() { return *search_; }

  void put(std::vector<Entry> entries) { must(block_on(search_->put(std::move(entries))), "put"); }
  void remove(std::vector<std::string> ids) { must(block_on(search_->remove(std::move(ids))), "remove"); }
  Page find(Request request) { return must(block_on(search_->search(std::move(request))), "search"); }
  std::vector<Suggestion> suggest(std::string text, unsigned limit) {
    return must(block_on(search_->suggest(std::move(text), limit)), "suggest");
  }

 private:
  std::unique_ptr<Search> search_;
};

using Check = ContractCheck<Subject>;
inline void PrintTo(const Adapter& adapter, std::ostream* out) { *out << adapter.name; }

[[nodiscard]] std::vector<Check> checks();
[[nodiscard]] std::vector<Adapter> adapters();

}  // namespace bookmarket::catalog::search::contract
