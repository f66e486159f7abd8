// Queries made from the records themselves: labelled queries are few, and what they do not ask stays hidden.
#pragma once

#include <cstdint>
#include <vector>

#include "relevance_data.hpp"

namespace bookmarket::bench {

/// `each` queries a category. The same records and seed give the same queries.
std::vector<LabelledQuery> generate_queries(const std::vector<Record>& records, std::size_t each, std::uint64_t seed);

}  // namespace bookmarket::bench
