// Whatever was put, replaced and removed, the index answers as one built anew from what is left.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <atomic>
#include <thread>

#include "services/catalog/search/made_up_entries.hpp"
#include "services/catalog/search/text.hpp"

namespace bookmarket::catalog::search {
namespace {

const std::vector<std::string> typed{"",
                                     "кобзар",
                                     "тигролови мі",
                                     "солодка відьма автор2",
                                     "відма",
                                     "kobzar",
                                     "rj,pfh",
                                     "к",
                                     "авт",
                                     "ха",
                                     "harry вершник",
                                     "солодкий",
                                     "тигролви вершнк",
                                     "1984 ",
                                     "автор0 ",
                                     "місті",
                                     "ведьма",
                                     "misto avtor1",
                                     "нема такого",
                                     "відьма-",
                                     "кобзар про вершника",
                                     "мсто кобзр",
                                     "ky,pfh",
                                     "тигроловы автор3",
                                     "в",
                                     "k",
                                     "гарри"};

/// Knows one case ending.
class OneLetterStemmer final : public Stemmer {
 public:
  std::vector<std::string> stems(std::string_view word) const override {
    if (letters(word) < 5) return {};
    return {std::string(first_letters(word, letters(word) - 1))};
  }
};

/// Every request once, with filters, sort and verbatim by chance.
void expect_same(const Engine& changed, const Engine& fresh, Random& random) {
  for (const auto& text : typed) {
    Request request{.text = text, .limit = 7};
    RC_ASSERT(described(search_all(changed, request)) == described(search_all(fresh, request)));
    request.filters = random_filters(random);
    request.sort = static_cast<Sort>(random() % 6);
    request.verbatim = random() % 3 == 0;
    RC_ASSERT(described(search_all(changed, request)) == described(search_all(fresh, request)));
    RC_ASSERT(described(run_suggest(*changed.state(), changed.stemmer().get(), text, 8)) ==
              described(run_suggest(*fresh.state(), fresh.stemmer().get(), text, 8)));
  }
}

RC_GTEST_PROP(Engine, AfterAnyChangesItIsAsIfBuiltAnew, (std::uint64_t seed)) {
  Random random(seed);
  Engine changed, fresh;
  Naive naive;
  if (random() % 2 == 0)
    for (auto* engine : {&changed, &fresh}) engine->set_stemmer(std::make_shared<const OneLetterStemmer>());
  for (auto n = 1 + random() % 40; n > 0; --n) change(changed, naive, random);
  std::vector<Entry> all;
  for (const auto& [id, e] : naive) all.push_back(e);
  std::ranges::shuffle(all, random);
  fresh.put(all);
  expect_same(changed, fresh, random);
  changed.compact();
  expect_same(changed, fresh, random);
}

/// As many as it takes to read the most wanted works before all others.
std::vector<Entry> very_frequent(Random& random) {
  std::vector<Entry> out;
  for (int n = 0; n < 1'500; ++n) {
    const auto number = std::to_string(n);
    Entry e{.id = "w" + number, .editions = {{.title = "Тихий двір " + number, .authors = {"Автор"}}}};
    e.editions.resize(1 + random() % 3, e.editions.front());
    out.push_back(std::move(e));
  }
  return out;
}

TEST(Engine, AFrequentBeginningSuggestsTheMostWantedWorks) {
  Random random(8);
  auto entries = very_frequent(random);
  entries[700].editions = {9, {.title = "Тихий острів", .authors = {"Хтось"}}};
  entries[800].editions = {8, {.title = "Двір тихий", .authors = {"Хтось"}}};
  Engine engine;
  engine.put(entries);
  for (const auto* text : {"т", "ти", "тихий", "двір т"}) {
    const auto suggested = run_suggest(*engine.state(), nullptr, text, 3);
    ASSERT_FALSE(suggested.empty()) << text;
    EXPECT_EQ(suggested.front().text, std::string_view(text).starts_with("д") ? "Двір тихий" : "Тихий острів") << text;
  }
}

TEST(Engine, AFrequentBeginningIsSuggestedAlikeHoweverTheWorksCame) {
  Random random(9);
  auto entries = very_frequent(random);
  Engine changed, fresh;
  for (std::size_t from = 0; from < entries.size(); from += 300)
    changed.put(std::span(entries).subspan(from, std::min<std::size_t>(300, entries.size() - from)));
  for (std::size_t n = 0; n < 100; ++n) {
    auto& e = entries[random() % entries.size()];
    e.editions.resize(1 + random() % 5, e.editions.front());
    changed.put({&e, 1});
  }
  fresh.put(entries);
  for (const auto* text : {"т", "ти", "тих", "тихий", "тихий д", "автор т"})
    EXPECT_EQ(described(run_suggest(*changed.state(), nullptr, text, 20)),
              described(run_suggest(*fresh.state(), nullptr, text, 20)))
        << text;
}

TEST(Engine, ReadersSeeEachBatchWholeWhateverIsMergedMeanwhile) {
  Engine engine;
  Random random(4);
  std::atomic<bool> stop = false;
  const auto trio = [](const std::string& language) {
    std::vector<Entry> out;
    for (const char* id : {"a", "b", "c"})
      out.push_back({.id = id, .editions = {{.title = "незмінна трійця", .language = language}}});
    return out;
  };
  engine.put(trio("uk"));
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i)
    readers.emplace_back([&] {
      while (!stop) {
        const auto page = run_search(*engine.state(), nullptr, {.text = "незмінна"});
        ASSERT_TRUE(page.has_value());
        EXPECT_EQ(page->total, 3U);
        ASSERT_EQ(page->facets.language.size(), 1U);  // all three in the language of one batch
        EXPECT_EQ(page->facets.language.front().count, 3U);
        EXPECT_EQ(run_suggest(*engine.state(), nullptr, "незм", 5).size(), 1U);
      }
    });
  std::thread compactor([&] {
    while (!stop) engine.compact();
  });
  Naive naive;
  for (int i = 0; i < 150; ++i) {
    auto batch = trio(i % 2 == 0 ? "en" : "uk");
    for (int n = 0; n < 4; ++n) batch.push_back(random_entry(random, 500));
    for (const auto& e : batch) naive[e.id] = e;
    engine.put(batch);
    const std::vector<std::string> gone{"w" + std::to_string(random() % 500)};
    naive.erase(gone.front());
    engine.remove(gone);
  }
  stop = true;
  for (auto& t : readers) t.join();
  compactor.join();
  Engine fresh;
  std::vector<Entry> all;
  for (const auto& [id, e] : naive) all.push_back(e);
  fresh.put(all);
  for (const auto& text : typed)
    EXPECT_EQ(described(search_all(engine, {.text = text, .limit = 100})),
              described(search_all(fresh, {.text = text, .limit = 100})));
}

}  // namespace
}  // namespace bookmarket::catalog::search
