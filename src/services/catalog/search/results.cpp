#include "services/catalog/search/results.hpp"

#include <algorithm>
#include <bit>

#include "services/catalog/search/browse.hpp"
#include "services/catalog/search/ranking.hpp"

namespace bookmarket::catalog::search {
namespace {

constexpr std::size_t rescored = 200;  // best first scores that are looked at closely

/// Non-negative floats in the order of their bits.
std::uint64_t ordered(float score) { return std::bit_cast<std::uint32_t>(std::max(score, 0.0F)); }

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
  FacetCounter counter(state, request.filters);
  const Order order(state, request.sort);
  const std::size_t limit = std::clamp(request.limit, 1U, 100U);
  const auto cut = [&](const std::vector<Candidate>& found) {
    for (std::size_t i = 0; i < std::min(limit, found.size()); ++i) page.hits.push_back(counter.hit(found[i].place));
    if (limit < found.size()) page.next_cursor = to_cursor(order.position(found[limit - 1]), print);
  };
  if (std::ranges::all_of(request.text, [](char c) { return c == ' ' || c == '\t' || c == '\n'; })) {
    const auto found = browse(state, request, from ? &*from : nullptr, limit, counter);
    page.total = found.total;
    if (request.facets) page.facets = counter.facets();
    cut(found.first);
    return page;
  }

  std::vector<Match> matches;
  const Query query = understand(request.text, request.verbatim, state, stemmer);
  std::optional<Ranking> ranking;
  if (query.isbn) {
    matches = of_isbn(state, *query.isbn);
  } else if (!query.words.empty()) {
    ranking.emplace(state, query);
    matches = ranking->matches();
  }
  std::vector<Candidate> found;
  for (const auto& m : matches) {
    const auto offers = counter.visit(m.place, request.facets);
    if (!offers.matches) continue;
    const auto& segment = *state.parts[m.place.part].segment;
    const auto key =
        request.sort == Sort::relevance ? ordered(m.score) : order_by(request.sort, segment, m.place.document, offers);
    found.push_back({m.place, key, m.score});
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
  const auto shown = std::min(limit, found.size());
  std::ranges::partial_sort(found, found.begin() + static_cast<std::ptrdiff_t>(shown), order);
  cut(found);
  return page;
}

}  // namespace bookmarket::catalog::search
