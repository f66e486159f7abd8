// One page of results: match, filter, count, order, cut; and the cursor that leads to the next page.
#pragma once

#include "platform/base/result.hpp"
#include "services/catalog/search/search.hpp"
#include "services/catalog/search/state.hpp"

namespace bookmarket::catalog::search {

/// Errors: `invalid` with /query/cursor when the cursor is damaged or of another request.
Result<Page> run_search(const State& state, const Stemmer* stemmer, const Request& request);

/// At most `limit` (20) works and authors for what has been typed so far, most wanted first.
std::vector<Suggestion> run_suggest(const State& state, const Stemmer* stemmer, std::string_view text, unsigned limit);

}  // namespace bookmarket::catalog::search
