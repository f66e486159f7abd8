// The contract suite is itself tested: each broken adapter must fail the check that guards the promise it breaks.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "services/catalog/search/search_contract.hpp"

namespace bookmarket::catalog::search::contract {
namespace {

/// A search that behaves like another; each broken one overrides what it breaks.
class Forwarding : public Search {
 public:
  explicit Forwarding(std::unique_ptr<Search> inner) : inner_(std::move(inner)) {}
  Task<Page> search(Request r) override { return inner_->search(std::move(r)); }
  Task<std::vector<Suggestion>> suggest(std::string text, unsigned limit) override {
    return inner_->suggest(std::move(text), limit);
  }
  Task<void> put(std::vector<Entry> entries) override { return inner_->put(std::move(entries)); }
  Task<void> remove(std::vector<std::string> ids) override { return inner_->remove(std::move(ids)); }

 protected:
  std::unique_ptr<Search> inner_;
};

struct KnowsNoAuthors : Forwarding {
  using Forwarding::Forwarding;
  Task<void> put(std::vector<Entry> entries) override {
    for (auto& e : entries)
      for (auto& x : e.editions) x.authors.clear();
    return inner_->put(std::move(entries));
  }
};
struct KnowsTheFirstEdition : Forwarding {
  using Forwarding::Forwarding;
  Task<void> put(std::vector<Entry> entries) override {
    for (auto& e : entries) e.editions.resize(std::min<std::size_t>(1, e.editions.size()));
    return inner_->put(std::move(entries));
  }
};
struct AcknowledgesTooEarly : Forwarding {
  using Forwarding::Forwarding;
  Task<void> put(std::vector<Entry> entries) override {
    std::swap(entries, waiting_);
    return inner_->put(std::move(entries));
  }
  std::vector<Entry> waiting_;
};
struct KeepsWhatWasReplaced : Forwarding {
  using Forwarding::Forwarding;
  Task<void> put(std::vector<Entry> entries) override {
    for (auto& e : entries) {
      auto& known = known_[e.id];
      known.insert(known.end(), e.editions.begin(), e.editions.end());
      e.editions = known;
    }
    return inner_->put(std::move(entries));
  }
  std::map<std::string, std::vector<EditionText>> known_;
};
struct RemovesNothing : Forwarding {
  using Forwarding::Forwarding;
  Task<void> remove(std::vector<std::string>) override { return inner_->remove({}); }
};
struct LosesAWriterOfSeveral : Forwarding {
  using Forwarding::Forwarding;
  Task<void> put(std::vector<Entry> entries) override {
    const std::lock_guard lock(mutex_);
    if (++puts_ % 10 == 0) entries.clear();
    return inner_->put(std::move(entries));
  }
  std::mutex mutex_;
  int puts_ = 0;
};
struct CountsAFacetWithItsOwnFilter : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> search(Request r) override {
    const auto chosen = r.filters.languages;
    auto page = co_await inner_->search(std::move(r));
    if (page && !chosen.empty())
      std::erase_if(page->facets.language,
                    [&](const auto& f) { return std::ranges::find(chosen, f.value) == chosen.end(); });
    co_return page;
  }
};
struct CountsThePageAlone : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> search(Request r) override {
    auto page = co_await inner_->search(std::move(r));
    if (page) page->total = static_cast<unsigned>(page->hits.size());
    co_return page;
  }
};
struct FiltersOffersOneByOne : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> search(Request r) override {
    if (!r.filters.grades.empty()) r.filters.places.clear();
    return inner_->search(std::move(r));
  }
};
struct SumsUpAllOffers : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> search(Request r) override {
    if (!r.text.empty()) r.filters = {};
    return inner_->search(std::move(r));
  }
};
struct KnowsOneOrder : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> search(Request r) override {
    if (r.sort != Sort::relevance) r.sort = Sort::newest;
    return inner_->search(std::move(r));
  }
};
struct LosesTheFirstOfAPage : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> search(Request r) override {
    const bool later = !r.cursor.empty();
    auto page = co_await inner_->search(std::move(r));
    if (page && later) page->hits.erase(page->hits.begin());
    co_return page;
  }
};
struct RepeatsTheLastOfAPage : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> search(Request r) override {
    const bool later = !r.cursor.empty();
    auto page = co_await inner_->search(std::move(r));
    if (page && later) page->hits.back() = page->hits.front();
    co_return page;
  }
};
struct TakesAnyCursor : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> search(Request r) override {
    auto page = co_await inner_->search(r);
    if (page || r.cursor.empty()) co_return page;
    r.cursor.clear();
    co_return co_await inner_->search(std::move(r));
  }
};
struct SuggestsWithoutEnd : Forwarding {
  using Forwarding::Forwarding;
  Task<std::vector<Suggestion>> suggest(std::string text, unsigned) override {
    return inner_->suggest(std::move(text), 20);
  }
};
struct SuggestsWorksAlone : Forwarding {
  using Forwarding::Forwarding;
  Task<std::vector<Suggestion>> suggest(std::string text, unsigned limit) override {
    auto all = co_await inner_->suggest(std::move(text), limit);
    if (all) std::erase_if(*all, [](const auto& s) { return s.kind == SuggestionKind::author; });
    co_return all;
  }
};
struct AlwaysRewrites : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> search(Request r) override {
    r.verbatim = false;
    return inner_->search(std::move(r));
  }
};
struct RefusesLongTexts : Forwarding {
  using Forwarding::Forwarding;
  Task<Page> search(Request r) override {
    if (r.text.size() > 1000) co_return fail(ErrorKind::internal, "too_many_clauses", "");
    co_return co_await inner_->search(std::move(r));
  }
};

struct Violation {
  Adapter adapter;
  std::string caught_by;
};
void PrintTo(const Violation& v, std::ostream* out) { *out << v.adapter.name; }

template <class Broken>
Adapter broken(const char* name) {
  return {name, [] { return std::make_unique<Broken>(adapters().front().create()); }};
}

#define VIOLATION(broken_adapter, promise) \
  Violation { broken<broken_adapter>(#broken_adapter), promise }
const std::vector<Violation> violations{
    VIOLATION(KnowsNoAuthors, "WorksAreFoundByEachField"),
    VIOLATION(KnowsTheFirstEdition, "WorksAreFoundByEachField"),
    VIOLATION(AcknowledgesTooEarly, "ChangesAreSeenOnceAcknowledged"),
    VIOLATION(KeepsWhatWasReplaced, "ChangesAreSeenOnceAcknowledged"),
    VIOLATION(RemovesNothing, "ChangesAreSeenOnceAcknowledged"),
    VIOLATION(LosesAWriterOfSeveral, "WritersAtOnceLoseNothing"),
    VIOLATION(CountsAFacetWithItsOwnFilter, "FacetsAreExact"),
    VIOLATION(CountsThePageAlone, "PagesLoseAndRepeatNothing"),
    VIOLATION(FiltersOffersOneByOne, "FiltersHoldAtOnce"),
    VIOLATION(SumsUpAllOffers, "HitsTellOfFittingOffers"),
    VIOLATION(KnowsOneOrder, "SortOrdersHold"),
    VIOLATION(LosesTheFirstOfAPage, "PagesLoseAndRepeatNothing"),
    VIOLATION(RepeatsTheLastOfAPage, "PagesLoseAndRepeatNothing"),
    VIOLATION(TakesAnyCursor, "ForeignCursorsAreRefused"),
    VIOLATION(SuggestsWithoutEnd, "SuggestionsFollowTheBeginning"),
    VIOLATION(SuggestsWorksAlone, "SuggestionsFollowTheBeginning"),
    VIOLATION(AlwaysRewrites, "VerbatimRewritesNothing"),
    VIOLATION(RefusesLongTexts, "AnyBytesAreAnswered"),
};
#undef VIOLATION

class SearchContractCatches : public testing::TestWithParam<Violation> {};

TEST_P(SearchContractCatches, ABrokenAdapter) {
  const auto all = checks();
  const auto check = std::ranges::find(all, GetParam().caught_by, &Check::promise);
  ASSERT_NE(check, all.end());
  Subject subject(GetParam().adapter);
  check->run(subject);
  EXPECT_FALSE(subject.failures().empty()) << GetParam().caught_by << " did not catch it";
}

INSTANTIATE_TEST_SUITE_P(Planted, SearchContractCatches, testing::ValuesIn(violations),
                         [](const auto& info) { return info.param.adapter.name; });

}  // namespace
}  // namespace bookmarket::catalog::search::contract
