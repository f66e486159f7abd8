#include "services/catalog/search/browse.hpp"

#include <algorithm>
#include <bit>

namespace bookmarket::catalog::search {
namespace {

constexpr std::size_t few = 1'000;  // documents that are sooner sorted than met on a walk through all

/// The first candidates of one part.
class Walk {
 public:
  Walk(const State& state, std::uint32_t part, const Bits& found, Sort sort, const Position* from, std::size_t want,
       FacetCounter& counter)
      : columns_(state.parts[part].segment->columns),
        segment_(*state.parts[part].segment),
        part_(part),
        found_(found),
        sort_(sort),
        order_(state, sort),
        from_(from),
        want_(want),
        counter_(counter) {}

  std::vector<Candidate> run(std::size_t matches) {
    if (matches <= few) {
      gather();
    } else {
      along(columns_.order(sort_));
      // What the order leaves out, works without an offer or price, comes last, by id.
      if (sort_ == Sort::price_asc || sort_ == Sort::price_desc || sort_ == Sort::newest) along(columns_.by_id);
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] Candidate candidate(std::uint32_t document) {
    const Place place{part_, document};
    return {place, order_by(sort_, segment_, document, counter_.visit(place, false)), 0};
  }

  void gather() {
    for (std::uint32_t word = 0; word < found_.size(); ++word)
      for (auto bits = found_[word] & columns_.ends[word]; bits != 0; bits &= bits - 1) {
        const auto c = candidate(columns_.documents[word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits))]);
        if (from_ == nullptr || order_.after(*from_, c)) out_.push_back(c);
      }
    const auto keep = std::min(want_, out_.size());
    std::ranges::partial_sort(out_, out_.begin() + static_cast<std::ptrdiff_t>(keep), order_);
    out_.resize(keep);
  }

  void along(const Ordered& ordered) {
    std::size_t i = 0;
    if (from_ != nullptr) {
      for (std::size_t n = ordered.rows.size(); n > 0;) {  // the first row after it
        const auto half = n / 2;
        const Candidate c{{part_, columns_.documents[ordered.rows[i + half]]}, ordered.key(i + half), 0};
        if (order_.after(*from_, c)) {
          n = half;
        } else {
          i += half + 1;
          n -= half + 1;
        }
      }
    }
    for (; i < ordered.rows.size() && out_.size() < want_; ++i) {
      if (!has(found_, ordered.rows[i])) continue;
      // A document stands at each of its offers, and counts where the first that satisfies the filters would stand.
      const auto c = candidate(columns_.documents[ordered.rows[i]]);
      if (c.order == ordered.key(i) && (out_.empty() || out_.back().place != c.place)) out_.push_back(c);
    }
  }

  const Columns& columns_;
  const Segment& segment_;
  std::uint32_t part_;
  const Bits& found_;
  Sort sort_;
  Order order_;
  const Position* from_;
  std::size_t want_;
  FacetCounter& counter_;
  std::vector<Candidate> out_ = {};
};

}  // namespace

Browsed browse(const State& state, const Request& request, const Position* from, std::size_t limit,
               FacetCounter& counter) {
  Browsed out;
  for (std::uint32_t p = 0; p < state.parts.size(); ++p) {
    const Bits found = counter.visit_all(p, request.facets);
    const auto matches = state.parts[p].segment->columns.count(found);
    out.total += matches;
    for (const auto& c : Walk(state, p, found, request.sort, from, limit + 1, counter).run(matches))
      out.first.push_back(c);
  }
  const auto keep = std::min(limit + 1, out.first.size());
  std::ranges::partial_sort(out.first, out.first.begin() + static_cast<std::ptrdiff_t>(keep),
                            Order(state, request.sort));
  out.first.resize(keep);
  return out;
}

}  // namespace bookmarket::catalog::search
