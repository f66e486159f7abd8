// An immutable piece of the index: vocabulary, postings, forward text and columns of its documents (= works).
// Arrays only, so that a snapshot is their bytes. Documents and words are numbered from 0 within the segment.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/catalog/search/search.hpp"

namespace bookmarket::catalog::search {

/// Strings in one block.
struct StringTable {
  std::vector<char> bytes = {};
  std::vector<std::uint32_t> starts = {0};

  [[nodiscard]] std::size_t size() const { return starts.size() - 1; }
  [[nodiscard]] std::string_view operator[](std::size_t i) const {
    return {bytes.data() + starts[i], starts[i + 1] - starts[i]};
  }
  void push_back(std::string_view s) {
    bytes.insert(bytes.end(), s.begin(), s.end());
    starts.push_back(static_cast<std::uint32_t>(bytes.size()));
  }
};

/// Lists of values by row (compressed sparse rows).
template <class T>
struct Rows {
  std::vector<std::uint32_t> starts = {0};
  std::vector<T> values = {};

  [[nodiscard]] std::size_t size() const { return starts.size() - 1; }
  [[nodiscard]] std::span<const T> operator[](std::size_t row) const {
    return {values.data() + starts[row], starts[row + 1] - starts[row]};
  }
  void close_row() { starts.push_back(static_cast<std::uint32_t>(values.size())); }
};

/// Hash → word ids; candidates, to be verified by the reader where a collision would matter.
class LinkTable {
 public:
  void add(std::uint32_t hash, std::uint32_t id) { links_.emplace_back(hash, id); }
  void finish();
  [[nodiscard]] std::span<const std::pair<std::uint32_t, std::uint32_t>> find(std::uint32_t hash) const;

  std::vector<std::pair<std::uint32_t, std::uint32_t>> links_ = {};  ///< sorted by hash, then id
  std::vector<std::uint32_t> directory_ = {};                        ///< by the hash's leading bits

 private:
  [[nodiscard]] unsigned shift() const;
};

/// What a link leads by; the seed of its hash.
enum class Link : std::uint8_t { key = 1, light_stem, skeleton, key_delete };
std::uint32_t link_hash(Link kind, std::string_view text);
std::uint64_t stem_hash(std::string_view stem);

struct EditionRow {
  std::int16_t year = 0;
  std::uint16_t language = 0;  ///< index into Segment::languages
};

struct OfferRow {
  std::int64_t price = -1;  ///< -1: not for sale
  std::int64_t listed_at = 0;
  std::uint32_t place = 0;  ///< index into Segment::places
  std::uint8_t grade = 0;
  std::uint8_t exchange = 0;
  std::uint16_t unused = 0;  ///< padding, kept zero so that equal segments have equal bytes
};

namespace word_flag {
inline constexpr std::uint8_t stemmed = 1;  ///< the dictionary was asked
inline constexpr std::uint8_t unknown = 2;  ///< it knew nothing but the word itself
inline constexpr std::uint8_t author = 4;   ///< occurs in an author's name
inline constexpr std::uint8_t cyrillic = 8;
}  // namespace word_flag

namespace posting {  // a posting is document << 2 | fields
inline constexpr std::uint32_t title = 1, author = 2;
}
namespace token {                           // a token of the forward text is word << 2 | flags
inline constexpr std::uint32_t author = 1;  ///< else title
inline constexpr std::uint32_t first = 2;   ///< begins a title, subtitle or author
}  // namespace token

struct Segment {
  // Vocabulary, sorted by bytes: a prefix is a range of ids.
  StringTable words = {};
  std::vector<std::uint8_t> word_flags = {};
  Rows<std::uint64_t> stems = {};  ///< by word: hashes of dictionary forms
  std::uint32_t unstemmed = 0;     ///< words the dictionary was not asked about
  LinkTable stem_links = {};       ///< low half of a stem's hash → words
  LinkTable links = {};            ///< other forms, see Link

  Rows<std::uint32_t> postings = {};              ///< by word, ascending
  std::vector<std::uint32_t> author_counts = {};  ///< by word: postings in authors' names
  Rows<std::uint32_t> text = {};                  ///< by document

  StringTable ids = {}, titles = {}, authors = {};  ///< authors: as printed, one a line, in the order of the text
  std::vector<std::uint8_t> genres = {};
  std::vector<std::uint64_t> work_keys = {};    ///< sorted; documents that print one work have one key
  std::vector<std::uint32_t> works = {};        ///< by document: index into work_keys
  std::vector<std::uint64_t> title_order = {};  ///< first 8 bytes of the collation key, big endian
  Rows<EditionRow> editions = {};
  Rows<OfferRow> offers = {};
  StringTable languages = {}, places = {};
  Rows<std::uint64_t> isbn_rows = {};                               ///< by document
  std::vector<std::pair<std::uint64_t, std::uint32_t>> isbns = {};  ///< number → document, sorted
  std::vector<std::pair<std::uint64_t, std::uint32_t>> by_id = {};  ///< hash of the id → document, sorted

  [[nodiscard]] std::size_t size() const { return genres.size(); }
  [[nodiscard]] std::optional<std::uint32_t> document(std::string_view id) const;
  [[nodiscard]] std::optional<std::uint32_t> word(std::string_view folded) const;
  [[nodiscard]] std::optional<std::uint32_t> work(std::uint64_t key) const;
  /// Ids of the words that begin so: [first, second).
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> prefix(std::string_view folded) const;
  [[nodiscard]] std::size_t bytes() const;
};

}  // namespace bookmarket::catalog::search
