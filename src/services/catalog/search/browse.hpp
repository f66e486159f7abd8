// A page of works without a text: counted as sets of rows, read in an order that is ready.
#pragma once

#include "services/catalog/search/facets.hpp"
#include "services/catalog/search/order.hpp"

namespace bookmarket::catalog::search {

struct Browsed {
  unsigned total = 0;
  std::vector<Candidate> first = {};  ///< in order, at most `limit` and one more, all after `from`
};

/// Adds to the facets of `counter` when the request asks for them.
Browsed browse(const State& state, const Request& request, const Position* from, std::size_t limit,
               FacetCounter& counter);

}  // namespace bookmarket::catalog::search
