// Filters and facets over a state's columns: exact, with every facet counted as if its own filter were absent.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "services/catalog/search/search.hpp"
#include "services/catalog/search/state.hpp"

namespace bookmarket::catalog::search {

/// Values of the price facet. Filtering by price_min and price_max (both inclusive) of a value gives its count.
struct PriceRange {
  std::int64_t low, high;
  std::string_view value;
};
inline constexpr std::array<PriceRange, 5> price_ranges{{{0, 9'999, "0-9999"},
                                                         {10'000, 19'999, "10000-19999"},
                                                         {20'000, 29'999, "20000-29999"},
                                                         {30'000, 49'999, "30000-49999"},
                                                         {50'000, INT64_MAX, "50000-"}}};

/// Index of the range a price falls into.
inline std::size_t price_range_of(std::int64_t price) {
  std::size_t i = 0;
  while (i + 1 < price_ranges.size() && price > price_ranges[i].high) ++i;
  return i;
}

/// What the offers of one document say, among those that satisfy the filters.
struct OfferSummary {
  bool matches = false;  ///< the document satisfies all filters
  std::int64_t price_min = -1;
  std::int64_t newest = INT64_MIN;
  std::int16_t year = 0;  ///< latest among the editions that satisfy the filters
};

/// Filters compiled for one state, and the counts. Not thread-safe.
class FacetCounter {
 public:
  FacetCounter(const State& state, const Filters& filters);

  /// Tests one document and, when `count`, adds it to the facets.
  OfferSummary visit(Place place, bool count);
  /// The same for every document of a part at once. Returns all rows of the documents that satisfy the filters.
  Bits visit_all(std::uint32_t part, bool count);
  [[nodiscard]] Hit hit(Place place) const;
  [[nodiscard]] Facets facets() const;

 private:
  enum OfferTest : unsigned { test_grade = 1, test_price = 2, test_place = 4, test_exchange = 8, test_sale = 16 };
  struct PartFilter {
    std::vector<bool> languages, places;  ///< by number in the segment; empty: any
    std::vector<std::uint32_t> language_counts, place_counts;
    std::vector<std::uint32_t> language_seen, place_seen;  ///< visit that counted it last
  };

  /// Rows that satisfy one filter each; nullopt: all do. Language and year tell of editions, the others of offers.
  struct RowTests {
    std::optional<Bits> grade = {}, price = {}, place = {}, exchange = {}, sale = {}, language = {}, year = {};
  };
  [[nodiscard]] RowTests row_tests(const Columns& columns, const PartFilter& part) const;
  [[nodiscard]] unsigned failed(const PartFilter& part, const OfferRow& offer) const;

  const State& state_;
  const Filters& filters_;
  std::vector<PartFilter> parts_ = {};
  unsigned genre_mask_ = 0, grade_mask_ = 0;
  bool offers_restricted_ = false;
  std::uint32_t visit_ = 0;
  std::array<std::uint32_t, genre_slugs.size()> genres_{};
  std::array<std::uint32_t, grade_slugs.size()> grades_{};
  std::array<std::uint32_t, price_ranges.size()> prices_{};
  std::array<std::uint32_t, 2> exchange_{}, sale_{};
  std::array<std::uint32_t, 1000> decades_{};
  std::array<std::uint32_t, 1000> decade_seen_{};
};

}  // namespace bookmarket::catalog::search
