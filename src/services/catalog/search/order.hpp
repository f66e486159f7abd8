// The order of results, and where in it a page ended.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "services/catalog/search/cursor.hpp"
#include "services/catalog/search/facets.hpp"
#include "services/catalog/search/state.hpp"

namespace bookmarket::catalog::search {

struct Candidate {
  Place place = {};
  std::uint64_t order = 0;  ///< larger comes first
  float score = 0;
};

/// A document's place in an order, of which the filters decide what counts: the key of Columns::order. Without a text
/// the most wanted works are the most relevant.
std::uint64_t order_by(Sort sort, const Segment& segment, std::uint32_t document, const OfferSummary& offers);

/// Of candidates: order, then full title when sorted by title, then id.
class Order {
 public:
  Order(const State& state, Sort sort) : state_(state), by_title_(sort == Sort::title) {}

  [[nodiscard]] bool operator()(const Candidate& a, const Candidate& b) const;
  [[nodiscard]] bool after(const Position& p, const Candidate& c) const;
  [[nodiscard]] Position position(const Candidate& c) const;

 private:
  [[nodiscard]] std::string title(Place p) const;  ///< its collation key

  const State& state_;
  bool by_title_;
};

}  // namespace bookmarket::catalog::search
