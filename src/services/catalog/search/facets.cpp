#include "services/catalog/search/facets.hpp"

#include <algorithm>
#include <map>

namespace bookmarket::catalog::search {
namespace {

constexpr std::size_t max_places = 30, max_hit_places = 3;

std::vector<bool> chosen(const StringTable& table, const std::vector<std::string>& values) {
  if (values.empty()) return {};
  std::vector<bool> out(table.size());
  for (std::size_t i = 0; i < table.size(); ++i) out[i] = std::ranges::find(values, table[i]) != values.end();
  return out;
}

void by_count(std::vector<FacetCount>& facet) {
  std::ranges::sort(facet, [](const FacetCount& a, const FacetCount& b) {
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
}

}  // namespace

FacetCounter::FacetCounter(const State& state, const Filters& filters) : state_(state), filters_(filters) {
  for (const auto g : filters.genres) genre_mask_ |= 1U << static_cast<unsigned>(g);
  for (const auto g : filters.grades) grade_mask_ |= 1U << static_cast<unsigned>(g);
  offers_restricted_ = grade_mask_ != 0 || filters.price_min || filters.price_max || !filters.places.empty() ||
                       filters.exchange || filters.sale || filters.offered;
  for (const auto& p : state.parts) {
    PartFilter f;
    f.languages = chosen(p.segment->languages, filters.languages);
    f.places = chosen(p.segment->places, filters.places);
    f.language_counts.assign(p.segment->languages.size(), 0);
    f.language_seen = f.language_counts;
    f.place_counts.assign(p.segment->places.size(), 0);
    f.place_seen = f.place_counts;
    parts_.push_back(std::move(f));
  }
}

unsigned FacetCounter::failed(const PartFilter& part, const OfferRow& offer) const {
  unsigned out = 0;
  if (grade_mask_ != 0 && (grade_mask_ >> offer.grade & 1U) == 0) out |= test_grade;
  const bool for_sale = offer.price >= 0;
  if ((filters_.price_min && (!for_sale || offer.price < *filters_.price_min)) ||
      (filters_.price_max && (!for_sale || offer.price > *filters_.price_max)))
    out |= test_price;
  if (!part.places.empty() && !part.places[offer.place]) out |= test_place;
  if (filters_.exchange && *filters_.exchange != (offer.exchange != 0)) out |= test_exchange;
  if (filters_.sale && *filters_.sale != for_sale) out |= test_sale;
  return out;
}

OfferSummary FacetCounter::visit(Place place, bool count) {
  const auto& segment = *state_.parts[place.part].segment;
  auto& part = parts_[place.part];
  OfferSummary out;
  ++visit_;

  const bool genre_fits = genre_mask_ == 0 || (genre_mask_ >> segment.genres[place.document] & 1U) != 0;
  const bool editions_restricted = !part.languages.empty() || filters_.year_min || filters_.year_max;
  const auto editions = segment.editions[place.document];
  const auto language_fits = [&](const EditionRow& e) { return part.languages.empty() || part.languages[e.language]; };
  const auto year_fits = [&](const EditionRow& e) {
    if (!filters_.year_min && !filters_.year_max) return true;
    return e.year != 0 && e.year >= filters_.year_min.value_or(INT32_MIN) &&
           e.year <= filters_.year_max.value_or(INT32_MAX);
  };
  bool edition_fits = !editions_restricted;
  for (const auto& e : editions)
    if (language_fits(e) && year_fits(e)) {
      edition_fits = true;
      out.year = std::max(out.year, e.year);
    }

  bool offer_fits = !offers_restricted_;
  unsigned grades = 0, prices = 0, exchange = 0, sale = 0;  // values, one bit each
  const bool count_offers = count && genre_fits && edition_fits;
  for (const auto& o : segment.offers[place.document]) {
    const unsigned bad = offers_restricted_ ? failed(part, o) : 0;
    if (bad == 0) {
      offer_fits = true;
      out.newest = std::max(out.newest, o.listed_at);
      if (o.price >= 0 && (out.price_min < 0 || o.price < out.price_min)) out.price_min = o.price;
    }
    if (!count_offers) continue;
    if ((bad & ~test_grade) == 0) grades |= 1U << o.grade;
    if ((bad & ~test_price) == 0 && o.price >= 0) prices |= 1U << price_range_of(o.price);
    if ((bad & ~test_exchange) == 0) exchange |= 1U << (o.exchange != 0 ? 1 : 0);
    if ((bad & ~test_sale) == 0) sale |= 1U << (o.price >= 0 ? 1 : 0);
    if ((bad & ~test_place) == 0 && std::exchange(part.place_seen[o.place], visit_) != visit_)
      ++part.place_counts[o.place];
  }
  out.matches = genre_fits && edition_fits && offer_fits;
  if (!count) return out;

  for (; grades != 0; grades &= grades - 1) ++grades_[static_cast<std::size_t>(__builtin_ctz(grades))];
  for (; prices != 0; prices &= prices - 1) ++prices_[static_cast<std::size_t>(__builtin_ctz(prices))];
  for (unsigned v = 0; v < 2; ++v) {
    exchange_[v] += exchange >> v & 1U;
    sale_[v] += sale >> v & 1U;
  }
  if (edition_fits && offer_fits) ++genres_[segment.genres[place.document]];
  if (genre_fits && offer_fits)
    for (const auto& e : editions) {
      if (year_fits(e) && std::exchange(part.language_seen[e.language], visit_) != visit_)
        ++part.language_counts[e.language];
      const auto decade = static_cast<std::size_t>(e.year / 10);
      if (e.year != 0 && language_fits(e) && std::exchange(decade_seen_[decade], visit_) != visit_) ++decades_[decade];
    }
  return out;
}

Hit FacetCounter::hit(Place place) const {
  const auto& segment = *state_.parts[place.part].segment;
  const auto& part = parts_[place.part];
  Hit out;
  out.id = segment.ids[place.document];
  std::map<std::uint32_t, unsigned> places;
  for (const auto& o : segment.offers[place.document]) {
    if (offers_restricted_ && failed(part, o) != 0) continue;
    ++out.copies;
    if (o.price >= 0 && (!out.price_min || o.price < *out.price_min)) out.price_min = o.price;
    const auto grade = static_cast<Grade>(o.grade);
    if (!out.best_grade || grade < *out.best_grade) out.best_grade = grade;
    out.exchange |= o.exchange != 0;
    ++places[o.place];
  }
  std::vector<FacetCount> frequent;
  for (const auto& [number, n] : places)
    if (!segment.places[number].empty()) frequent.push_back({std::string(segment.places[number]), n});
  by_count(frequent);
  for (auto& p : frequent)
    if (out.places.size() < max_hit_places) out.places.push_back(std::move(p.value));
  return out;
}

Facets FacetCounter::facets() const {
  Facets out;
  std::map<std::string_view, unsigned> languages, places;
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    const auto& segment = *state_.parts[p].segment;
    for (std::size_t i = 0; i < parts_[p].language_counts.size(); ++i)
      if (parts_[p].language_counts[i] != 0) languages[segment.languages[i]] += parts_[p].language_counts[i];
    for (std::size_t i = 0; i < parts_[p].place_counts.size(); ++i)
      if (parts_[p].place_counts[i] != 0) places[segment.places[i]] += parts_[p].place_counts[i];
  }
  const auto collect = [](std::vector<FacetCount>& facet, const auto& counts) {
    for (const auto& [value, n] : counts)
      if (!value.empty()) facet.push_back({std::string(value), n});
    by_count(facet);
  };
  collect(out.language, languages);
  collect(out.place, places);
  if (out.place.size() > max_places) out.place.resize(max_places);
  for (std::size_t i = 0; i < genres_.size(); ++i)
    if (genres_[i] != 0) out.genre.push_back({std::string(genre_slugs[i]), genres_[i]});
  for (std::size_t i = 0; i < grades_.size(); ++i)
    if (grades_[i] != 0) out.grade.push_back({std::string(grade_slugs[i]), grades_[i]});
  by_count(out.genre);
  by_count(out.grade);
  for (std::size_t i = decades_.size(); i-- > 0;)
    if (decades_[i] != 0) out.decade.push_back({std::to_string(i * 10), decades_[i]});
  for (std::size_t i = 0; i < prices_.size(); ++i)
    if (prices_[i] != 0) out.price.push_back({std::string(price_ranges[i].value), prices_[i]});
  for (const unsigned v : {1U, 0U}) {
    if (exchange_[v] != 0) out.exchange.push_back({v == 1 ? "true" : "false", exchange_[v]});
    if (sale_[v] != 0) out.sale.push_back({v == 1 ? "true" : "false", sale_[v]});
  }
  by_count(out.exchange);
  by_count(out.sale);
  return out;
}

}  // namespace bookmarket::catalog::search
