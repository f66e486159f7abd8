// The engine against the simplest possible one: a list of entries, read from end to end.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>

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

/// Works a facet counts for a value: those that satisfy the other filters and this value.
std::vector<FacetCount> naive_facet(const Naive& all, const std::string& text, const Filters& without,
                                    const std::vector<std::pair<std::string, Filters>>& values) {
  std::vector<FacetCount> out;
  (void)without;
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

RC_GTEST_PROP(Engine, FiltersFacetsOrderAndPagesEqualANaiveScan, (std::uint64_t seed)) {
  Random random(seed);
  Engine engine;
  Naive naive;
  for (int i = 0; i < 20; ++i) change(engine, naive, random);
  for (int i = 0; i < 6; ++i) {
    const auto text = random() % 2 == 0 ? std::string() : pick(vocabulary, random) + " ";
    const auto f = random_filters(random);
    const auto sort = static_cast<Sort>(random() % 6);
    const auto page = search_all(
        engine,
        {.text = text, .verbatim = true, .filters = f, .sort = sort, .limit = 1 + static_cast<unsigned>(random() % 9)});

    std::set<std::string> expected, found;
    for (const auto& [id, e] : naive)
      if (has_text(text, e) && fits(f, e)) expected.insert(id);
    for (const auto& hit : page.hits) found.insert(hit.id);
    RC_ASSERT(found == expected);

    std::int64_t last_price = sort == Sort::price_asc ? -1 : INT64_MAX;
    std::string last_title;
    for (const auto& hit : page.hits) {
      const auto& e = naive.at(hit.id);
      unsigned copies = 0;
      std::optional<std::int64_t> cheapest;
      for (const auto& o : e.offers)
        if (offer_fits(f, o)) {
          ++copies;
          if (o.price && (!cheapest || *o.price < *cheapest)) cheapest = o.price;
        }
      RC_ASSERT(hit.copies == copies);
      RC_ASSERT(hit.price_min == cheapest);
      if (sort == Sort::price_asc) RC_ASSERT(last_price <= cheapest.value_or(INT64_MAX));
      if (sort == Sort::price_desc) RC_ASSERT(last_price >= cheapest.value_or(-1));
      last_price = cheapest.value_or(sort == Sort::price_asc ? INT64_MAX : -1);
      if (sort == Sort::title) RC_ASSERT(last_title <= collation_key(e.editions.front().title));
      last_title = collation_key(e.editions.front().title);
    }

    std::vector<std::pair<std::string, Filters>> values;
    const auto facet = [&](const std::vector<FacetCount>& actual) {
      RC_ASSERT(by_value(actual) == by_value(naive_facet(naive, text, f, values)));
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

}  // namespace
}  // namespace bookmarket::catalog::search
