#include "services/catalog/usecases/cards.hpp"

namespace bookmarket::catalog {

Task<Tagged<SuggestionsView>> suggest(Catalog& catalog, SuggestQuery query) {
  if (!catalog.index_ready()) co_return unavailable("index_loading", "the index is being loaded");
  constexpr unsigned most = 8;  // what fits above a phone's keyboard
  auto found = co_await catalog.search.suggest(std::move(query.q), most);
  if (!found) co_return fail(std::move(found).error());
  Tagged<SuggestionsView> out;
  for (auto& s : *found) {
    if (!s.work_id.empty()) out.tags.push_back("work:" + s.work_id);
    out.value.items.push_back({static_cast<SuggestionType>(s.kind), std::move(s.text),
                               unless_empty(std::move(s.author)), unless_empty(std::move(s.work_id))});
  }
  co_return out;
}

}  // namespace bookmarket::catalog
