#include "services/catalog/search/columns.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "services/catalog/search/facets.hpp"
#include "services/catalog/search/segment.hpp"
#include "services/catalog/search/text.hpp"

// Counting bits takes one instruction where the processor has it. Not under ThreadSanitizer, which is not up yet when
// the loader chooses between the clones.
#if defined(__x86_64__) && !__has_feature(thread_sanitizer)
#define BOOKMARKET_COUNTS_BITS [[gnu::target_clones("popcnt", "default")]]
#else
#define BOOKMARKET_COUNTS_BITS
#endif

namespace bookmarket::catalog::search {
namespace {

/// Last rows of the documents with a row in `rows`; `ends` and both words of the same place. Below an end the rows of
/// its document, if any is set, carry into the end; an end itself takes no carry further.
constexpr std::uint64_t carried(std::uint64_t rows, std::uint64_t ends) {
  return (((rows & ~ends) + ~ends) | rows) & ends;
}

BOOKMARKET_COUNTS_BITS std::uint32_t count_documents(const std::uint64_t* rows, const std::uint64_t* of_value,
                                                     const std::uint64_t* ends, std::size_t words) {
  int n = 0;
  for (std::size_t i = 0; i < words; ++i) n += std::popcount(carried(rows[i] & of_value[i], ends[i]));
  return static_cast<std::uint32_t>(n);
}

/// Where the rows of each document stand.
void lay_out(Columns& out, const Segment& segment) {
  for (std::uint32_t d = 0; d < segment.size(); ++d) {
    auto rows = std::max({segment.editions[d].size(), segment.offers[d].size(), std::size_t{1}});
    if (rows > Columns::max_rows) {
      out.large.push_back(d);
      rows = 1;
    }
    while (out.documents.size() % 64 + rows > 64) out.documents.push_back(FacetColumn::none);
    out.starts.push_back(static_cast<std::uint32_t>(out.documents.size()));
    out.documents.insert(out.documents.end(), rows, d);
  }
  const auto words = (out.documents.size() + 63) / 64;
  out.ends.resize(words);
  out.all.resize(words);
  for (std::uint32_t row = 0; row < out.documents.size(); ++row) {
    if (out.documents[row] == FacetColumn::none) continue;
    set(out.all, row);
    if (row + 1 == out.documents.size() || out.documents[row + 1] != out.documents[row]) set(out.ends, row);
  }
}

class Orders {
 public:
  Orders(Columns& out, const Segment& segment) : out_(out), s_(segment), rank_(segment.size()) {
    std::vector<std::uint32_t> documents(segment.size());
    std::iota(documents.begin(), documents.end(), 0U);
    std::ranges::sort(documents, {}, [&](std::uint32_t d) { return s_.ids[d]; });
    for (std::uint32_t i = 0; i < documents.size(); ++i) {
      rank_[documents[i]] = i;
      out_.by_id.rows.push_back(out_.starts[documents[i]]);
    }
  }

  void make() {
    for (std::uint32_t d = 0; d < s_.size(); ++d) {
      const auto start = out_.starts[d];
      const auto row = [&, n = std::uint32_t{0}, same = std::ranges::binary_search(out_.large, d)]() mutable {
        return same ? start : start + n++;
      };
      for (auto next = row; const auto& o : s_.offers[d]) {
        const auto at = next();
        listing_.push_back({ordered(o.listed_at), rank_[d], at});
        if (o.price >= 0) price_.push_back({ordered(o.price), rank_[d], at});
      }
      for (auto next = row; const auto& e : s_.editions[d]) year_.push_back({ordered(e.year), rank_[d], next()});
      if (s_.editions[d].empty()) year_.push_back({ordered(0), rank_[d], start});
      weight_.push_back({s_.weight(d), rank_[d], start});
      title_.push_back({~s_.title_order[d], rank_[d], start});
    }
    order_titles();
    put(listing_, out_.by_listing);
    put(price_, out_.by_falling_price);
    for (auto& p : price_) p.key = ~p.key;
    put(price_, out_.by_price);
    put(year_, out_.by_year);
    put(weight_, out_.by_weight);
    put(title_, out_.by_title);
  }

 private:
  struct Row {
    std::uint64_t key;
    std::uint32_t rank, row;
  };

  static void put(std::vector<Row>& rows, Ordered& out) {
    std::ranges::sort(rows,
                      [](const Row& a, const Row& b) { return a.key != b.key ? a.key > b.key : a.rank < b.rank; });
    for (const auto& r : rows) {
      out.keys.push_back(r.key);
      out.rows.push_back(r.row);
    }
    out.keys.shrink_to_fit();
    out.rows.shrink_to_fit();
  }

  /// Ranks titles that begin alike by all of their letters before the id.
  void order_titles() {
    std::ranges::sort(title_, {}, &Row::key);
    std::vector<std::pair<std::string, Row*>> alike;
    for (std::size_t from = 0, to = 0; from < title_.size(); from = to) {
      while (to < title_.size() && title_[to].key == title_[from].key) ++to;
      if (to - from == 1) continue;
      alike.clear();
      for (auto i = from; i < to; ++i)
        alike.emplace_back(collation_key(s_.titles[out_.documents[title_[i].row]]), &title_[i]);
      std::ranges::sort(alike, [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : a.second->rank < b.second->rank;
      });
      for (std::uint32_t i = 0; i < alike.size(); ++i) alike[i].second->rank = i;
    }
  }

  Columns& out_;
  const Segment& s_;
  std::vector<std::uint32_t> rank_;  ///< by document, in the order of ids
  std::vector<Row> listing_ = {}, price_ = {}, year_ = {}, weight_ = {}, title_ = {};
};

}  // namespace

FacetColumn::FacetColumn(std::span<const std::uint32_t> values, std::size_t value_count) : index_(value_count) {
  for (const auto v : values)
    if (v != none) ++index_[v].count;
  const auto words = (values.size() + 63) / 64;
  std::size_t dense = 0, sparse = 0;
  for (auto& where : index_) {
    where.dense = where.count > words;  // a row costs about as much to look at as a word of rows
    where.from = where.dense ? std::exchange(dense, dense + words) : std::exchange(sparse, sparse + where.count);
    if (where.dense) where.count = words;
  }
  words_.resize(dense);
  rows_.resize(sparse);
  std::vector<std::size_t> next;
  for (const auto& where : index_) next.push_back(where.from);
  for (std::uint32_t row = 0; row < values.size(); ++row)
    if (const auto v = values[row]; v != none) {
      if (index_[v].dense)
        words_[index_[v].from + row / 64] |= std::uint64_t{1} << (row % 64);
      else
        rows_[next[v]++] = row;
    }
}

void FacetColumn::select(std::uint32_t value, Bits& rows) const {
  const auto& where = index_[value];
  if (where.dense)
    for (std::size_t i = 0; i < where.count; ++i) rows[i] |= words_[where.from + i];
  else
    for (std::size_t i = 0; i < where.count; ++i) set(rows, rows_[where.from + i]);
}

std::size_t FacetColumn::bytes() const {
  return index_.capacity() * sizeof index_[0] + words_.capacity() * sizeof words_[0] +
         rows_.capacity() * sizeof rows_[0];
}

void retain(Bits& bits, const Bits& others) {
  for (std::size_t i = 0; i < bits.size(); ++i) bits[i] &= others[i];
}

const Ordered& Columns::order(Sort sort) const {
  switch (sort) {
    case Sort::relevance:
      return by_weight;
    case Sort::newest:
      return by_listing;
    case Sort::price_asc:
      return by_price;
    case Sort::price_desc:
      return by_falling_price;
    case Sort::year_desc:
      return by_year;
    case Sort::title:
      return by_title;
  }
  return by_id;
}

std::vector<std::uint32_t> Columns::count(const FacetColumn& column, const Bits& rows) const {
  std::vector<std::uint32_t> out(column.values());
  column.each(
      [&](std::uint32_t v, std::span<const std::uint64_t> words) {
        out[v] = count_documents(rows.data(), words.data(), ends.data(), words.size());
      },
      [&](std::uint32_t v, std::span<const std::uint32_t> of_value) {
        auto last = FacetColumn::none;
        for (const auto row : of_value)
          if (has(rows, row) && std::exchange(last, documents[row]) != documents[row]) ++out[v];
      });
  return out;
}

std::uint32_t Columns::count(const Bits& rows) const {
  return count_documents(rows.data(), all.data(), ends.data(), rows.size());
}

void Columns::spread(Bits& rows) const {
  static_assert(max_rows <= 16);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto found = carried(rows[i], ends[i]);
    auto open = ~ends[i];  // rows that the next one may be copied to; doubling how far
    for (const unsigned far : {1U, 2U, 4U, 8U}) {
      found |= (found >> far) & open;
      open &= open >> far;
    }
    rows[i] = found;
  }
}

std::size_t Columns::bytes() const {
  const auto of = [](const auto& v) { return v.capacity() * sizeof(v[0]); };
  std::size_t out =
      of(starts) + of(documents) + of(large) + of(ends) + of(all) + of(has_offer) + of(has_edition) + of(weight_rank);
  for (const auto* c : {&genre, &grade, &price, &exchange, &sale, &place, &language, &decade}) out += c->bytes();
  for (const auto* o : {&by_price, &by_falling_price, &by_listing, &by_year, &by_title, &by_weight, &by_id})
    out += of(o->keys) + of(o->rows);
  return out;
}

Columns build_columns(const Segment& segment) {
  Columns out;
  lay_out(out, segment);
  Orders(out, segment).make();
  out.weight_rank.resize(segment.size());
  for (std::uint32_t rank = 0; rank < out.by_weight.rows.size(); ++rank)
    out.weight_rank[out.documents[out.by_weight.rows[rank]]] = rank;
  const auto rows = out.documents.size();
  out.has_offer.resize(out.all.size());
  out.has_edition.resize(out.all.size());
  std::vector<std::uint32_t> values(rows, FacetColumn::none);
  std::size_t decades = 0;
  for (const auto& e : segment.editions.values) decades = std::max(decades, static_cast<std::size_t>(e.year / 10) + 1);
  // `of`: list of the rows' things in a document; `value`: of one thing, or none.
  const auto column = [&](FacetColumn& to, std::size_t value_count, const auto& of, auto value) {
    std::ranges::fill(values, FacetColumn::none);
    for (std::uint32_t d = 0; d < segment.size(); ++d) {
      if (of[d].size() > Columns::max_rows || std::ranges::binary_search(out.large, d)) continue;
      for (std::uint32_t i = 0; i < of[d].size(); ++i) values[out.starts[d] + i] = value(of[d][i]);
    }
    to = FacetColumn(values, value_count);
  };
  const auto offers = [&](FacetColumn& to, std::size_t value_count, auto value) {
    column(to, value_count, segment.offers, value);
  };
  offers(out.grade, grade_slugs.size(), [](const OfferRow& o) { return std::uint32_t{o.grade}; });
  offers(out.price, price_ranges.size(), [](const OfferRow& o) {
    return o.price < 0 ? FacetColumn::none : static_cast<std::uint32_t>(price_range_of(o.price));
  });
  offers(out.exchange, 2, [](const OfferRow& o) { return o.exchange != 0 ? 1U : 0U; });
  offers(out.sale, 2, [](const OfferRow& o) { return o.price >= 0 ? 1U : 0U; });
  offers(out.place, segment.places.size(), [](const OfferRow& o) { return o.place; });
  column(out.language, segment.languages.size(), segment.editions,
         [](const EditionRow& e) { return std::uint32_t{e.language}; });
  column(out.decade, decades, segment.editions,
         [](const EditionRow& e) { return e.year == 0 ? FacetColumn::none : static_cast<std::uint32_t>(e.year / 10); });
  for (const bool v : {false, true}) out.sale.select(v ? 1 : 0, out.has_offer);
  for (std::uint32_t v = 0; v < out.language.values(); ++v) out.language.select(v, out.has_edition);
  std::ranges::fill(values, FacetColumn::none);
  for (std::uint32_t row = 0; row < rows; ++row)
    if (const auto d = out.documents[row]; d != FacetColumn::none && !std::ranges::binary_search(out.large, d))
      values[row] = segment.genres[d];
  out.genre = FacetColumn(values, genre_slugs.size());
  return out;
}

}  // namespace bookmarket::catalog::search
