#include "services/catalog/usecases/cards.hpp"

namespace bookmarket::catalog {

Task<Tagged<PlaceSuggestionsView>> suggest_places(Catalog& catalog, SuggestPlacesQuery query) {
  constexpr unsigned usual = 10;
  Tagged<PlaceSuggestionsView> out;
  for (const auto& place : catalog.places->suggest(query.q, query.limit.value_or(usual)))
    out.value.items.push_back({std::string(place.code), std::string(place.name), place.category,
                               unless_empty(std::string(place.community)), unless_empty(std::string(place.district)),
                               std::string(place.region)});
  co_return out;
}

}  // namespace bookmarket::catalog
