#include "services/catalog/search/results.hpp"

#include <algorithm>
#include <bit>

#include "services/catalog/search/cursor.hpp"
#include "services/catalog/search/facets.hpp"
#include "services/catalog/search/ranking.hpp"
#include "services/catalog/search/text.hpp"

namespace bookmarket::catalog::search {
namespace {

constexpr std::size_t rescored = 200;  // best first scores that are looked at closely

struct Candidate {
  Place place = {};
  std::uint64_t order = 0;  ///< larger comes first
  float score = 0;
};

/// Signed numbers in the order of unsigned ones.
std::uint64_t ordered(std::int64_t n) { return static_cast<std::uint64_t>(n) ^ (std::uint64_t{1} << 63); }
/// Non-negative floats in the order of their bits.
std::uint64_t ordered(float score) { return std::bit_cast<std::uint32_t>(std::max(score, 0.0F)); }

std::uint64_t order_by(Sort sort, const Segment& segment, const Candidate& c, const OfferSummary& offers) {
  switch (sort) {
    case Sort::relevance:
      return ordered(c.score);
    case Sort::newest:
      return ordered(offers.newest);
    case Sort::price_asc:
      return offers.price_min < 0 ? 0 : ~ordered(offers.price_min);
    case Sort::price_desc:
      return offers.price_min < 0 ? 0 : ordered(offers.price_min);
    case Sort::year_desc:
      return ordered(std::int64_t{offers.year});
    case Sort::title:
      return ~segment.title_order[c.place.document];
  }
  return 0;
}

class Order {  // of candidates: order, then full title when sorted by title, then id
 public:
  Order(const State& state, Sort sort) : state_(state), by_title_(sort == Sort::title) {}

  bool operator()(const Candidate& a, const Candidate& b) const {
    if (a.order != b.order) return a.order > b.order;
    if (by_title_)
      if (const int c = collation_key(title(a.place)).compare(collation_key(title(b.place))); c != 0) return c < 0;
    return id(a.place) < id(b.place);
  }
  [[nodiscard]] bool after(const Position& p, const Candidate& c) const {
    if (c.order != p.order) return c.order < p.order;
    if (by_title_)
      if (const int d = collation_key(title(c.place)).compare(p.title); d != 0) return d > 0;
    return id(c.place) > p.id;
  }
  [[nodiscard]] Position position(const Candidate& c) const {
    return {c.order, by_title_ ? collation_key(title(c.place)) : std::string(), std::string(id(c.place))};
  }

 private:
  [[nodiscard]] std::string_view id(Place p) const { return state_.id(p); }
  [[nodiscard]] std::string_view title(Place p) const { return state_.parts[p.part].segment->titles[p.document]; }

  const State& state_;
  bool by_title_;
};

std::vector<Match> of_isbn(const State& state, std::uint64_t isbn) {
  std::vector<Match> out;
  for (std::uint32_t p = 0; p < state.parts.size(); ++p) {
    const auto& all = state.parts[p].segment->isbns;
    for (auto it = std::ranges::lower_bound(all, std::pair{isbn, 0U}); it != all.end() && it->first == isbn; ++it)
      if (state.parts[p].live(it->second) && (out.empty() || out.back().place != Place{p, it->second}))
        out.push_back({{p, it->second}, 1});
  }
  return out;
}

std::vector<Match> everything(const State& state) {
  std::vector<Match> out;
  out.reserve(state.size());
  for (std::uint32_t p = 0; p < state.parts.size(); ++p)
    for (std::uint32_t d = 0; d < state.parts[p].segment->size(); ++d)
      if (state.parts[p].live(d)) out.push_back({{p, d}, state.popularity({p, d})});
  return out;
}

}  // namespace

Result<Page> run_search(const State& state, const Stemmer* stemmer, const Request& request) {
  const auto print = fingerprint(request);
  std::optional<Position> from;
  if (!request.cursor.empty()) {
    from = from_cursor(request.cursor, print);
    if (!from)
      return fail(Error{ErrorKind::invalid,
                        "invalid_cursor",
                        "The cursor does not belong to this search.",
                        {{"/query/cursor", "invalid_cursor", "Take it from next_cursor of the same search."}},
                        {},
                        {}});
  }
  Page page;
  std::vector<Match> matches;
  const Query query = understand(request.text, request.verbatim, state, stemmer);
  std::optional<Ranking> ranking;
  const bool browse = std::ranges::all_of(request.text, [](char c) { return c == ' ' || c == '\t' || c == '\n'; });
  if (query.isbn) matches = of_isbn(state, *query.isbn);
  if (browse) {
    matches = everything(state);
  } else if (!query.isbn && !query.words.empty()) {
    ranking.emplace(state, query);
    matches = ranking->matches();
  }

  FacetCounter counter(state, request.filters);
  std::vector<Candidate> found;
  const Order order(state, request.sort);
  for (const auto& m : matches) {
    const auto offers = counter.visit(m.place, request.facets);
    if (!offers.matches) continue;
    Candidate c{m.place, 0, m.score};
    c.order = order_by(request.sort, *state.parts[m.place.part].segment, c, offers);
    found.push_back(c);
  }
  page.total = static_cast<unsigned>(found.size());
  if (request.facets) page.facets = counter.facets();

  if (ranking && !matches.empty()) {
    const auto top = std::min(rescored, found.size());
    std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(top), order);
    if (request.sort == Sort::relevance)
      for (std::size_t i = 0; i < top; ++i)  // the upper half of the order keeps the closely looked at before the rest
        found[i].order = ordered(ranking->rescore({found[i].place, found[i].score})) | std::uint64_t{1} << 32;
    const auto closest = std::ranges::max_element(matches, [&](const Match& a, const Match& b) {
      return a.score != b.score ? a.score < b.score : state.id(a.place) > state.id(b.place);
    });
    page.rewrite = query.rewrite;
    page.understood = query.understood;
    const auto best =
        request.sort == Sort::relevance && !found.empty()
            ? std::ranges::min_element(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(top), order)->place
            : closest->place;
    if (auto reading = ranking->reading({best, 0}); reading.rewrite != Rewrite::none) {
      if (page.rewrite == Rewrite::none) page.rewrite = reading.rewrite;
      page.understood = std::move(reading.text);
    }
  }
  if (from) std::erase_if(found, [&](const Candidate& c) { return !order.after(*from, c); });
  const auto limit = std::min<std::size_t>(std::clamp(request.limit, 1U, 100U), found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(limit), order);
  for (std::size_t i = 0; i < limit; ++i) page.hits.push_back(counter.hit(found[i].place));
  if (limit < found.size()) page.next_cursor = to_cursor(order.position(found[limit - 1]), print);
  return page;
}

}  // namespace bookmarket::catalog::search
