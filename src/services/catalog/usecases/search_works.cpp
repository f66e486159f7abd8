#include <fmt/format.h>

#include <map>

#include "platform/store/typed.hpp"
#include "services/catalog/usecases/cards.hpp"

namespace bookmarket::catalog {
namespace {

std::vector<FacetValue> values(const std::vector<search::FacetCount>& counts,
                               const std::map<std::string, std::string>& labels = {}) {
  std::vector<FacetValue> out;
  for (const auto& c : counts) {
    const auto label = labels.find(c.value);
    out.push_back({c.value, label == labels.end() ? std::nullopt : std::optional(label->second), c.count});
  }
  return out;
}

search::Request request_of(const SearchQuery& q) {
  const std::string text = q.q.value_or("");
  const bool browsing = text.find_first_not_of(" \t\n") == std::string::npos;
  return {.text = text,
          .verbatim = q.verbatim.value_or(false),
          .filters = {.languages = q.lang,
                      .genres = q.genre,
                      .year_min = q.year_min,
                      .year_max = q.year_max,
                      .grades = q.grade,
                      .price_min = q.price_min,
                      .price_max = q.price_max,
                      .places = q.place,
                      .exchange = q.exchange,
                      .sale = q.sale,
                      .offered = browsing},
          .sort = q.sort     ? static_cast<search::Sort>(*q.sort)
                  : browsing ? search::Sort::newest
                             : search::Sort::relevance,
          .cursor = q.cursor.value_or(""),
          .limit = q.limit.value_or(24),
          .facets = true};
}

/// Ranges that nothing can lie in are a slip of whoever asks, not a question.
Result<void> check(const SearchQuery& q) {
  Error wrong{ErrorKind::invalid, "invalid_request", "Some of what was sent cannot be used; see errors."};
  const auto range = [&](std::string_view name, const auto& min, const auto& max) {
    if (min && max && *min > *max)
      wrong.fields.push_back(
          {fmt::format("/query/{}_min", name), "range_empty", fmt::format("Must not be above {}_max.", name)});
  };
  range("price", q.price_min, q.price_max);
  range("year", q.year_min, q.year_max);
  if (!wrong.fields.empty()) return fail(std::move(wrong));
  return {};
}

}  // namespace

Task<Tagged<SearchView>> search_works(Catalog& catalog, SearchQuery query) {
  if (auto checked = check(query); !checked) co_return fail(std::move(checked).error());
  if (!catalog.index_ready()) co_return unavailable("index_loading", "the index is being loaded");
  auto page = co_await catalog.search.search(request_of(query));
  if (!page) co_return fail(std::move(page).error());

  std::vector<std::string> ids, codes;
  for (const auto& h : page->hits) {
    ids.push_back(h.id);
    codes.insert(codes.end(), h.places.begin(), h.places.end());
  }
  for (const auto& f : page->facets.place) codes.push_back(f.value);
  auto works = co_await store::find_many<StoredWork>(catalog.store, "works", ids, catalog.unreadable);
  if (!works) co_return fail(std::move(works).error());
  auto places = co_await store::find_many<Place>(catalog.store, "places", std::move(codes), catalog.unreadable);
  if (!places) co_return fail(std::move(places).error());
  std::map<std::string, std::string> names;
  for (auto& p : *places) names[p.code] = p.name;

  Tagged<SearchView> out;
  auto& view = out.value;
  view.query = {query.q.value_or(""), static_cast<QueryRewrite>(page->rewrite), unless_empty(page->understood)};
  view.total = page->total;
  // A work may have gone from the store since it was indexed: both lists are in the same order.
  for (std::size_t h = 0, w = 0; h < page->hits.size() && w < works->size(); ++h) {
    const auto& hit = page->hits[h];
    if ((*works)[w].id.to_string() != hit.id) continue;
    OffersView offers{
        .copies = hit.copies, .price_min = {}, .best_grade = hit.best_grade, .exchange = hit.exchange, .places = {}};
    if (hit.price_min) offers.price_min = Money{*hit.price_min, {}};
    for (const auto& code : hit.places)
      if (const auto name = names.find(code); name != names.end()) offers.places.push_back(name->second);
    view.items.push_back(work_card((*works)[w++], std::move(offers)));
    out.tags.push_back("work:" + hit.id);
  }
  choose_covers(view.items);
  const auto& f = page->facets;
  view.facets = {values(f.language), values(f.genre),        values(f.decade),   values(f.grade),
                 values(f.price),    values(f.place, names), values(f.exchange), values(f.sale)};
  view.next_cursor = unless_empty(page->next_cursor);
  co_return out;
}

}  // namespace bookmarket::catalog
