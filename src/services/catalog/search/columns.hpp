// A segment's columns turned by value, for browsing without a text: facets of all documents at once, and the documents
// in the order of every sort.
//
// Each document has as many neighbouring rows as it has editions or offers, whichever are more: row i tells of edition
// i and of offer i. A set of rows is a bit each; the rows of one document stand in one word, so that "documents with a
// row in the set" is arithmetic on words. A document of more than `max_rows` rows has one row that says nothing and is
// visited by itself.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace bookmarket::catalog::search {

struct Segment;
enum class Sort : std::uint8_t;

using Bits = std::vector<std::uint64_t>;

/// The rows of each value of one facet.
class FacetColumn {
 public:
  FacetColumn() = default;
  /// `values`: by row; `none`: the row has no value.
  FacetColumn(std::span<const std::uint32_t> values, std::size_t value_count);
  static constexpr std::uint32_t none = UINT32_MAX;

  [[nodiscard]] std::size_t values() const { return index_.size(); }
  /// Sets the bits of a value's rows.
  void select(std::uint32_t value, Bits& rows) const;
  [[nodiscard]] std::size_t bytes() const;

  /// Calls `dense(value, words)` or `sparse(value, rows)` for every value.
  template <class Dense, class Sparse>
  void each(Dense dense, Sparse sparse) const {
    for (std::uint32_t v = 0; v < index_.size(); ++v)
      if (index_[v].dense)
        dense(v, std::span(words_).subspan(index_[v].from, index_[v].count));
      else
        sparse(v, std::span(rows_).subspan(index_[v].from, index_[v].count));
  }

 private:
  struct Where {
    std::size_t from = 0, count = 0;
    bool dense = false;  ///< a bit a row in words_; else ascending rows in rows_
  };
  std::vector<Where> index_ = {};
  Bits words_ = {};
  std::vector<std::uint32_t> rows_ = {};
};

/// Rows by falling key, then by id of their documents; for titles by full title before the id.
struct Ordered {
  std::vector<std::uint64_t> keys = {};  ///< empty: all 0
  std::vector<std::uint32_t> rows = {};

  [[nodiscard]] std::uint64_t key(std::size_t i) const { return keys.empty() ? 0 : keys[i]; }
};

/// Signed numbers in the order of unsigned ones.
constexpr std::uint64_t ordered(std::int64_t n) { return static_cast<std::uint64_t>(n) ^ (std::uint64_t{1} << 63); }

struct Columns {
  static constexpr std::size_t max_rows = 16;

  std::vector<std::uint32_t> starts = {};     ///< first row by document
  std::vector<std::uint32_t> documents = {};  ///< by row
  std::vector<std::uint32_t> large = {};      ///< documents of more than max_rows rows
  Bits ends = {};                             ///< last rows of documents
  Bits all = {};                              ///< rows of documents, without padding
  Bits has_offer = {}, has_edition = {};
  FacetColumn genre = {}, grade = {}, price = {}, exchange = {}, sale = {}, place = {}, language = {}, decade = {};
  // Of every offer with a price: ~ordered(price), ordered(price); of every offer: ordered(listed_at); of every edition
  // (a document without: 0): ordered(year). First rows of all documents: ~title_order; weight; 0.
  Ordered by_price = {}, by_falling_price = {}, by_listing = {}, by_year = {}, by_title = {}, by_weight = {},
          by_id = {};
  std::vector<std::uint32_t> weight_rank = {};  ///< by document: index into by_weight.rows

  [[nodiscard]] const Ordered& order(Sort sort) const;
  [[nodiscard]] std::size_t bytes() const;
  /// By value: documents with a row of the value in `rows`.
  [[nodiscard]] std::vector<std::uint32_t> count(const FacetColumn& column, const Bits& rows) const;
  [[nodiscard]] std::uint32_t count(const Bits& rows) const;
  /// All rows of the documents that have one in `rows`.
  void spread(Bits& rows) const;
};

inline bool has(const Bits& bits, std::uint32_t row) { return (bits[row / 64] >> (row % 64) & 1) != 0; }
inline void set(Bits& bits, std::uint32_t row) { bits[row / 64] |= std::uint64_t{1} << (row % 64); }
inline void clear(Bits& bits, std::uint32_t row) { bits[row / 64] &= ~(std::uint64_t{1} << (row % 64)); }
void retain(Bits& bits, const Bits& others);

Columns build_columns(const Segment& segment);

}  // namespace bookmarket::catalog::search
