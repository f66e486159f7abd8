// For tests: entries from few words, so that they share many, and random changes of an engine beside a plain map.
#pragma once

#include <map>
#include <ostream>
#include <random>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "services/catalog/search/engine.hpp"
#include "services/catalog/search/results.hpp"

namespace bookmarket::catalog::search {

inline std::ostream& operator<<(std::ostream& out, const FacetCount& f) { return out << f.value << '=' << f.count; }

using Random = std::mt19937_64;
using Naive = std::map<std::string, Entry>;

inline const std::vector<std::string> vocabulary{"кобзар",  "тигролови", "місто", "відьма",
                                                 "солодка", "вершник",   "harry", "1984"};

template <class C>
auto pick(const C& values, Random& random) {
  return values[random() % std::size(values)];
}

inline Entry random_entry(Random& random, int ids = 60) {
  static const std::vector<std::string> languages{"uk", "en", "pl", ""}, places{"UA1", "UA2", "UA3", ""};
  Entry e{.id = "w" + std::to_string(random() % static_cast<unsigned>(ids)), .genre = static_cast<Genre>(random() % 3)};
  for (std::uint64_t n = 1 + random() % 3; n > 0; --n)
    e.editions.push_back({.title = pick(vocabulary, random) + " " + pick(vocabulary, random),
                          .authors = {"Автор" + std::to_string(random() % 5)},
                          .language = pick(languages, random),
                          .year = static_cast<int>(random() % 4 == 0 ? 0 : 1950 + random() % 70)});
  for (std::uint64_t n = random() % 4; n > 0; --n)
    e.offers.push_back({.price = random() % 4 == 0 ? std::nullopt : std::optional<std::int64_t>(random() % 700 * 100),
                        .grade = static_cast<Grade>(random() % 5),
                        .for_exchange = random() % 2 == 0,
                        .place = pick(places, random),
                        .listed_at = Timestamp(std::chrono::milliseconds(random() % 1000))});
  return e;
}

inline Filters random_filters(Random& random) {
  Filters f;
  const auto one_in = [&](unsigned n) { return random() % n == 0; };
  if (one_in(3)) f.languages = {"uk"};
  if (one_in(6)) f.languages = {"en", "pl", "xx"};
  if (one_in(3)) f.genres = {static_cast<Genre>(random() % 3)};
  if (one_in(4)) f.year_min = 1950 + static_cast<int>(random() % 70);
  if (one_in(4)) f.year_max = 1950 + static_cast<int>(random() % 70);
  if (one_in(4)) f.grades = {static_cast<Grade>(random() % 5), static_cast<Grade>(random() % 5)};
  if (one_in(4)) f.price_min = static_cast<std::int64_t>(random() % 70'000);
  if (one_in(4)) f.price_max = static_cast<std::int64_t>(random() % 70'000);
  if (one_in(4)) f.places = {"UA1", "UA9"};
  if (one_in(4)) f.exchange = one_in(2);
  if (one_in(4)) f.sale = one_in(2);
  f.offered = one_in(5);
  return f;
}

/// All pages of a request as one. Throws when they do not give each of the total once.
inline Page search_all(const Engine& engine, Request request) {
  Page out;
  std::set<std::string> seen;
  do {
    auto page = run_search(*engine.state(), engine.stemmer().get(), request).value();
    for (auto& hit : page.hits) {
      if (!seen.insert(hit.id).second) throw std::logic_error("twice: " + hit.id);
      out.hits.push_back(std::move(hit));
    }
    out.total = page.total;
    out.facets = std::move(page.facets);
    out.rewrite = page.rewrite;
    out.understood = page.understood;
    request.cursor = page.next_cursor;
  } while (!request.cursor.empty());
  if (out.hits.size() != out.total) throw std::logic_error("pages miss some of the total");
  return out;
}

inline void change(Engine& engine, Naive& naive, Random& random) {
  std::vector<Entry> batch;
  for (std::uint64_t n = random() % 5; n > 0; --n) batch.push_back(random_entry(random));
  for (const auto& e : batch) naive[e.id] = e;
  engine.put(batch);
  std::vector<std::string> gone;
  for (std::uint64_t n = random() % 3; n > 0; --n) gone.push_back("w" + std::to_string(random() % 60));
  for (const auto& id : gone) naive.erase(id);
  engine.remove(gone);
  if (random() % 8 == 0) engine.compact();
}

inline std::vector<std::string> ids_of(const Page& page) {
  std::vector<std::string> out;
  for (const auto& h : page.hits) out.push_back(h.id);
  return out;
}

/// Everything a page says.
inline std::string described(const Page& page) {
  std::string out = std::to_string(page.total) + ' ' + std::to_string(static_cast<int>(page.rewrite)) + page.understood;
  for (const auto& h : page.hits) {
    out += '\n' + h.id + ' ' + std::to_string(h.copies) + ' ' + std::to_string(h.price_min.value_or(-1)) + ' ' +
           std::to_string(h.best_grade ? static_cast<int>(*h.best_grade) : -1) + (h.exchange ? " exchange" : "");
    for (const auto& place : h.places) out += ' ' + place;
  }
  const auto& f = page.facets;
  for (const auto* facet : {&f.language, &f.genre, &f.grade, &f.place, &f.decade, &f.price, &f.exchange, &f.sale}) {
    out += "\n|";
    for (const auto& [value, count] : *facet) out += ' ' + value + '=' + std::to_string(count);
  }
  return out;
}

inline std::string described(const std::vector<Suggestion>& suggestions) {
  std::string out;
  for (const auto& s : suggestions)
    out += std::to_string(static_cast<int>(s.kind)) + s.text + '|' + s.author + '|' + s.work_id + '\n';
  return out;
}

}  // namespace bookmarket::catalog::search
