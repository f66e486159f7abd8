// The engine against the simplest possible one: a list of entries, read from end to end.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>
#include <set>
#include <thread>
#include <tuple>

#include "services/catalog/search/facets.hpp"
#include "services/catalog/search/made_up_entries.hpp"
#include "services/catalog/search/results.hpp"
#include "services/catalog/search/snapshot.hpp"
#include "services/catalog/search/text.hpp"

namespace bookmarket::catalog::search {
namespace {

template <class T>
bool among(const std::vector<T>& chosen, const T& value) {
  return chosen.empty() || std::ranges::find(chosen, value) != chosen.end();
}

bool offer_fits(const Filters& f, const Offer& o) {
  return among(f.grades, o.grade) && (!f.price_min || (o.price && *o.price >= *f.price_min)) &&
         (!f.price_max || (o.price && *o.price <= *f.price_max)) && among(f.places, o.place) &&
         (!f.exchange || *f.exchange == o.for_exchange) && (!f.sale || *f.sale == o.price.has_value());
}

bool edition_fits(const Filters& f, const EditionText& e) {
  return among(f.languages, e.language) && (!f.year_min || (e.year != 0 && e.year >= *f.year_min)) &&
         (!f.year_max || (e.year != 0 && e.year <= *f.year_max));
}

bool fits(const Filters& f, const Entry& e) {
  const bool offers_restricted =
      !f.grades.empty() || f.price_min || f.price_max || !f.places.empty() || f.exchange || f.sale || f.offered;
  const bool editions_restricted = !f.languages.empty() || f.year_min || f.year_max;
  return among(f.genres, e.genre) &&
         (!editions_restricted || std::ranges::any_of(e.editions, [&](const auto& x) { return edition_fits(f, x); })) &&
         (!offers_restricted || std::ranges::any_of(e.offers, [&](const auto& x) { return offer_fits(f, x); }));
}

bool has_text(const std::string& text, const Entry& e) {
  const auto asked = words_of(text);
  if (asked.empty()) return true;
  return std::ranges::any_of(e.editions, [&](const EditionText& x) {
    const auto words = words_of(x.title);
    return std::ranges::find(words, asked.front()) != words.end();
  });
}

/// Larger comes first; without a text.
std::int64_t order_of(Sort sort, const Filters& f, const Entry& e) {
  std::int64_t newest = -1, cheapest = INT64_MAX, latest = 0;
  for (const auto& o : e.offers) {
    if (!offer_fits(f, o)) continue;
    newest = std::max(newest, o.listed_at.time_since_epoch().count());
    cheapest = std::min(cheapest, o.price.value_or(INT64_MAX));
  }
  for (const auto& x : e.editions)
    if (edition_fits(f, x)) latest = std::max<std::int64_t>(latest, x.year);
  switch (sort) {
    case Sort::relevance:
      return static_cast<std::int64_t>(e.editions.size() + std::min<std::size_t>(e.offers.size(), 20));
    case Sort::newest:
      return newest;
    case Sort::price_asc:
      return -cheapest;
    case Sort::price_desc:
      return cheapest == INT64_MAX ? -1 : cheapest;
    case Sort::year_desc:
      return latest;
    case Sort::title:
      return 0;
  }
  return 0;
}

/// Works a facet counts for a value: those that satisfy the other filters and this value.
std::vector<FacetCount> naive_facet(const Naive& all, const std::string& text,
                                    const std::vector<std::pair<std::string, Filters>>& values) {
  std::vector<FacetCount> out;
  for (const auto& [value, filters] : values) {
    const auto n =
        std::ranges::count_if(all, [&](const auto& e) { return has_text(text, e.second) && fits(filters, e.second); });
    if (n != 0) out.push_back({value, static_cast<unsigned>(n)});
  }
  return out;
}

std::vector<FacetCount> by_value(std::vector<FacetCount> facet) {
  std::ranges::sort(facet, {}, &FacetCount::value);
  return facet;
}

/// One search by chance, checked hit by hit and facet by facet.
void expect_as_naive(const Engine& engine, const Naive& naive, const std::string& text, Random& random,
                     unsigned limit) {
  const auto f = random_filters(random);
  const auto sort = static_cast<Sort>(random() % 6);
  const auto page = search_all(engine, {.text = text, .verbatim = true, .filters = f, .sort = sort, .limit = limit});
  std::vector<std::tuple<std::int64_t, std::string, std::string>> expected;
  for (const auto& [id, e] : naive)
    if (has_text(text, e) && fits(f, e))
      expected.emplace_back(-order_of(sort, f, e), sort == Sort::title ? collation_key(e.editions.front().title) : "",
                            id);
  std::ranges::sort(expected);
  RC_ASSERT(page.hits.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto& hit = page.hits[i];
    if (text.empty() || sort != Sort::relevance) RC_ASSERT(hit.id == std::get<2>(expected[i]));
    unsigned copies = 0;
    std::optional<std::int64_t> cheapest;
    for (const auto& o : naive.at(hit.id).offers)
      if (offer_fits(f, o)) {
        ++copies;
        if (o.price && (!cheapest || *o.price < *cheapest)) cheapest = o.price;
      }
    RC_ASSERT(hit.copies == copies);
    RC_ASSERT(hit.price_min == cheapest);
  }
  std::set<std::string> found;
  for (const auto& hit : page.hits) found.insert(hit.id);
  for (const auto& [order, title, id] : expected) RC_ASSERT(found.contains(id));

  std::vector<std::pair<std::string, Filters>> values;
  const auto facet = [&](const std::vector<FacetCount>& actual) {
    RC_ASSERT(by_value(actual) == by_value(naive_facet(naive, text, values)));
    values.clear();
  };
  const auto with = [&](const std::string& value, auto set) {
    auto other = f;
    set(other);
    values.emplace_back(value, other);
  };
  for (const char* l : {"uk", "en", "pl"}) with(l, [&](Filters& o) { o.languages = {l}; });
  facet(page.facets.language);
  for (unsigned g = 0; g < genre_slugs.size(); ++g)
    with(std::string(genre_slugs[g]), [&](Filters& o) { o.genres = {static_cast<Genre>(g)}; });
  facet(page.facets.genre);
  for (unsigned g = 0; g < grade_slugs.size(); ++g)
    with(std::string(grade_slugs[g]), [&](Filters& o) { o.grades = {static_cast<Grade>(g)}; });
  facet(page.facets.grade);
  for (const char* p : {"UA1", "UA2", "UA3"}) with(p, [&](Filters& o) { o.places = {p}; });
  facet(page.facets.place);
  for (int d = 1950; d < 2020; d += 10)
    with(std::to_string(d), [&](Filters& o) {
      o.year_min = d;
      o.year_max = d + 9;
    });
  facet(page.facets.decade);
  for (const auto& r : price_ranges)
    with(std::string(r.value), [&](Filters& o) {
      o.price_min = r.low;
      o.price_max = r.high;
    });
  facet(page.facets.price);
  for (const bool v : {true, false}) with(v ? "true" : "false", [&](Filters& o) { o.exchange = v; });
  facet(page.facets.exchange);
  for (const bool v : {true, false}) with(v ? "true" : "false", [&](Filters& o) { o.sale = v; });
  facet(page.facets.sale);
}

RC_GTEST_PROP(Engine, FiltersFacetsOrderAndPagesEqualANaiveScan, (std::uint64_t seed)) {
  Random random(seed);
  Engine engine;
  Naive naive;
  for (int i = 0; i < 20; ++i) change(engine, naive, random);
  for (int i = 0; i < 6; ++i) {
    const auto text = random() % 2 == 0 ? std::string() : pick(vocabulary, random) + " ";
    expect_as_naive(engine, naive, text, random, 1 + static_cast<unsigned>(random() % 9));
  }
}

TEST(Engine, BrowsingThousandsOfWorksEqualsANaiveScan) {
  Random random(5);
  Engine engine;
  Naive naive;
  for (int i = 0; i < 12; ++i) {
    std::vector<Entry> batch;
    for (int n = 0; n < 400; ++n) batch.push_back(random_entry(random, 6000));
    for (const auto& e : batch) naive[e.id] = e;
    engine.put(batch);
    change(engine, naive, random);
  }
  for (int i = 0; i < 60; ++i) expect_as_naive(engine, naive, "", random, 60 + static_cast<unsigned>(random() % 40));
}

RC_GTEST_PROP(Engine, AnyBytesAreAnswered, (const std::string& text, const std::string& cursor)) {
  static Engine engine;
  static const bool filled = [] {
    Random random(1);
    for (int i = 0; i < 30; ++i) engine.put(std::vector{random_entry(random)});
    return true;
  }();
  RC_ASSERT(filled);
  const auto page = run_search(*engine.state(), nullptr, {.text = text, .cursor = cursor});
  RC_ASSERT(page.has_value() == cursor.empty());
  if (!page) {
    RC_ASSERT(page.error().kind == ErrorKind::invalid);
    RC_ASSERT(page.error().fields.front().pointer == "/query/cursor");
  }
  (void)run_suggest(*engine.state(), nullptr, text, 10);
}

TEST(Engine, AQueryOfTenKilobytesIsAnswered) {
  Engine engine;
  Random random(1);
  for (int i = 0; i < 30; ++i) engine.put(std::vector{random_entry(random)});
  std::string text;
  while (text.size() < 10'000) text += pick(vocabulary, random) + "\xff\xd0 ";
  EXPECT_TRUE(run_search(*engine.state(), nullptr, {.text = text}).has_value());
}

std::string temporary(const char* name) {
  return (std::filesystem::temp_directory_path() / (name + std::to_string(::getpid()))).string();
}

TEST(Snapshot, GivesBackTheIndexAndTheCursor) {
  Engine engine, loaded;
  Naive naive;
  Random random(2);
  for (int i = 0; i < 30; ++i) change(engine, naive, random);
  const auto path = temporary("snapshot_whole");
  ASSERT_TRUE(write_snapshot(path, *engine.state(), "event 42").has_value());
  auto snapshot = read_snapshot(path);
  ASSERT_TRUE(snapshot.has_value());
  EXPECT_EQ(snapshot->event_cursor, "event 42");
  loaded.replace(std::move(snapshot->state));
  for (const auto& text : {"", "кобзар", "солодка відьма"}) {
    const auto a = search_all(engine, {.text = text}), b = search_all(loaded, {.text = text});
    EXPECT_EQ(ids_of(a), ids_of(b));
    EXPECT_EQ(a.facets.place, b.facets.place);
  }
  std::filesystem::remove(path);
}

TEST(Snapshot, ADamagedOneIsRefusedWhereverTheDamageIs) {
  Engine engine;
  Random random(3);
  for (int i = 0; i < 10; ++i) engine.put(std::vector{random_entry(random)});
  const auto path = temporary("snapshot_damaged");
  ASSERT_TRUE(write_snapshot(path, *engine.state(), "1").has_value());
  std::string whole;
  {
    std::ifstream in(path, std::ios::binary);
    whole.assign(std::istreambuf_iterator<char>(in), {});
  }
  const auto refused = [&](const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
    const auto read = read_snapshot(path);
    return !read && read.error().kind == ErrorKind::invalid;
  };
  EXPECT_FALSE(refused(whole));
  for (int i = 0; i < 300; ++i) {
    auto bytes = whole;
    bytes[random() % bytes.size()] ^= static_cast<char>(1 + random() % 255);
    EXPECT_TRUE(refused(bytes));
    EXPECT_TRUE(refused(whole.substr(0, random() % whole.size())));
  }
  std::filesystem::remove(path);
  EXPECT_EQ(read_snapshot(path).error().kind, ErrorKind::not_found);
}

class BrokenStemmer final : public Stemmer {
 public:
  std::vector<std::string> stems(std::string_view) const override { throw std::bad_alloc(); }
};
class NoStems final : public Stemmer {
 public:
  std::vector<std::string> stems(std::string_view) const override { return {}; }
};

TEST(Engine, AMergeThatThrowsIsToldAndTriedAgain) {
  std::promise<std::string> told;
  std::once_flag once;
  Engine engine([&](const Error& e) { std::call_once(once, [&] { told.set_value(e.cause); }); });
  const auto unstemmed = [&engine] {
    return std::ranges::any_of(engine.state()->parts, [](const Part& p) { return p.segment->unstemmed != 0; });
  };
  engine.put(std::vector<Entry>{{.id = "w", .editions = {{.title = "Кобзар"}}}});
  ASSERT_TRUE(unstemmed());
  engine.set_stemmer(std::make_shared<const BrokenStemmer>());
  EXPECT_EQ(told.get_future().get(), std::bad_alloc().what());
  EXPECT_EQ(search_all(engine, {.text = ""}).total, 1U);
  engine.set_stemmer(std::make_shared<const NoStems>());
  while (unstemmed()) std::this_thread::yield();
}

}  // namespace
}  // namespace bookmarket::catalog::search
