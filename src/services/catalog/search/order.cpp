#include "services/catalog/search/order.hpp"

#include "services/catalog/search/text.hpp"

namespace bookmarket::catalog::search {

std::uint64_t order_by(Sort sort, const Segment& segment, std::uint32_t document, const OfferSummary& offers) {
  switch (sort) {
    case Sort::relevance:
      return segment.weight(document);
    case Sort::newest:
      return ordered(offers.newest);
    case Sort::price_asc:
      return offers.price_min < 0 ? 0 : ~ordered(offers.price_min);
    case Sort::price_desc:
      return offers.price_min < 0 ? 0 : ordered(offers.price_min);
    case Sort::year_desc:
      return ordered(offers.year);
    case Sort::title:
      return ~segment.title_order[document];
  }
  return 0;
}

bool Order::operator()(const Candidate& a, const Candidate& b) const {
  if (a.order != b.order) return a.order > b.order;
  if (by_title_)
    if (const int c = title(a.place).compare(title(b.place)); c != 0) return c < 0;
  return state_.id(a.place) < state_.id(b.place);
}

bool Order::after(const Position& p, const Candidate& c) const {
  if (c.order != p.order) return c.order < p.order;
  if (by_title_)
    if (const int d = title(c.place).compare(p.title); d != 0) return d > 0;
  return state_.id(c.place) > p.id;
}

Position Order::position(const Candidate& c) const {
  return {c.order, by_title_ ? title(c.place) : std::string(), std::string(state_.id(c.place))};
}

std::string Order::title(Place p) const { return collation_key(state_.parts[p.part].segment->titles[p.document]); }

}  // namespace bookmarket::catalog::search
