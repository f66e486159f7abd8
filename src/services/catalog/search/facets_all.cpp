// The facets of a whole part at once, as sets of rows.
#include <algorithm>

#include "services/catalog/search/facets.hpp"

namespace bookmarket::catalog::search {
namespace {

/// Rows in an order whose keys lie between two, both included.
Bits rows_between(const Ordered& order, std::uint64_t highest, std::uint64_t lowest, std::size_t words) {
  const auto from = std::ranges::lower_bound(order.keys, highest, std::greater()) - order.keys.begin();
  const auto to = std::ranges::upper_bound(order.keys, lowest, std::greater()) - order.keys.begin();
  Bits out(words);
  for (auto i = from; i < to; ++i) set(out, order.rows[static_cast<std::size_t>(i)]);
  return out;
}

Bits rows_of(const FacetColumn& column, const std::vector<bool>& chosen, std::size_t words) {
  Bits out(words);
  for (std::uint32_t v = 0; v < chosen.size(); ++v)
    if (chosen[v]) column.select(v, out);
  return out;
}

std::vector<bool> one_of_two(bool value) { return {!value, value}; }

std::vector<bool> chosen_bits(unsigned mask, std::size_t size) {
  std::vector<bool> out(size);
  for (std::size_t i = 0; i < size; ++i) out[i] = (mask >> i & 1U) != 0;
  return out;
}

void add(auto& counts, const std::vector<std::uint32_t>& more) {
  for (std::size_t i = 0; i < more.size(); ++i) counts[i] += more[i];
}

}  // namespace

FacetCounter::RowTests FacetCounter::row_tests(const Columns& columns, const PartFilter& part) const {
  const auto words = columns.all.size();
  RowTests out;
  if (grade_mask_ != 0) out.grade = rows_of(columns.grade, chosen_bits(grade_mask_, grade_slugs.size()), words);
  if (filters_.price_min || filters_.price_max)
    out.price = rows_between(columns.by_price, ~ordered(std::max<std::int64_t>(0, filters_.price_min.value_or(0))),
                             ~ordered(filters_.price_max.value_or(INT64_MAX)), words);
  if (!part.places.empty()) out.place = rows_of(columns.place, part.places, words);
  if (filters_.exchange) out.exchange = rows_of(columns.exchange, one_of_two(*filters_.exchange), words);
  if (filters_.sale) out.sale = rows_of(columns.sale, one_of_two(*filters_.sale), words);
  if (!part.languages.empty()) out.language = rows_of(columns.language, part.languages, words);
  if (filters_.year_min || filters_.year_max)
    out.year = rows_between(columns.by_year, ordered(filters_.year_max.value_or(INT32_MAX)),
                            ordered(std::max(1, filters_.year_min.value_or(1))), words);
  return out;
}

Bits FacetCounter::visit_all(std::uint32_t number, bool count) {
  const auto& part = state_.parts[number];
  const auto& columns = part.segment->columns;
  auto& counts = parts_[number];
  const auto tests = row_tests(columns, counts);
  const auto with = [](Bits rows, std::initializer_list<const std::optional<Bits>*> all) {
    for (const auto* test : all)
      if (*test) retain(rows, **test);
    return rows;
  };
  const Bits& live = part.live_rows ? *part.live_rows : columns.all;
  std::optional<Bits> genre, edition, offer;  // rows of the documents that satisfy these filters
  if (genre_mask_ != 0)
    genre = rows_of(columns.genre, chosen_bits(genre_mask_, genre_slugs.size()), columns.all.size());
  if (tests.language || tests.year) {
    edition = with(columns.has_edition, {&tests.language, &tests.year});
    columns.spread(*edition);
  }
  if (offers_restricted_) {
    offer = with(columns.has_offer, {&tests.grade, &tests.price, &tests.place, &tests.exchange, &tests.sale});
    columns.spread(*offer);
  }
  if (count) {
    add(genres_, columns.count(columns.genre, with(live, {&edition, &offer})));
    const auto editions = with(live, {&genre, &offer});
    add(counts.language_counts, columns.count(columns.language, with(editions, {&tests.year})));
    add(decades_, columns.count(columns.decade, with(editions, {&tests.language})));
    const auto offers = with(live, {&genre, &edition});
    const auto& [grade, price, place, exchange, sale, language, year] = tests;
    add(grades_, columns.count(columns.grade, with(offers, {&price, &place, &exchange, &sale})));
    add(prices_, columns.count(columns.price, with(offers, {&grade, &place, &exchange, &sale})));
    add(counts.place_counts, columns.count(columns.place, with(offers, {&grade, &price, &exchange, &sale})));
    add(exchange_, columns.count(columns.exchange, with(offers, {&grade, &price, &place, &sale})));
    add(sale_, columns.count(columns.sale, with(offers, {&grade, &price, &place, &exchange})));
  }
  auto found = with(live, {&genre, &edition, &offer});
  for (const auto d : columns.large) {
    const auto row = columns.starts[d];
    clear(found, row);
    if (part.live(d) && visit({number, d}, count).matches) set(found, row);
  }
  return found;
}

}  // namespace bookmarket::catalog::search
