// The understanding of a query, before any engine sees it: which words were meant, in which keyboard layout.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/catalog/search/search.hpp"
#include "services/catalog/search/stemmer.hpp"

namespace bookmarket::catalog::search {

/// What the understanding asks of an index.
class VocabularyView {
 public:
  virtual ~VocabularyView() = default;
  [[nodiscard]] virtual bool has_word(std::string_view folded) const = 0;
  [[nodiscard]] virtual bool has_prefix(std::string_view folded) const = 0;
  [[nodiscard]] virtual bool has_stem(std::uint64_t stem) const = 0;
  /// A word with this match_key exists.
  [[nodiscard]] virtual bool has_key(std::string_view key) const = 0;
  /// A word whose key is one edit away exists.
  [[nodiscard]] virtual bool has_similar(std::string_view key) const = 0;
  /// Dictionary forms of a word the index has; nullopt: it has not, or they are not known yet.
  [[nodiscard]] virtual std::optional<DictionaryForms> forms_of(std::string_view folded) const = 0;
};

enum class WordRole : std::uint8_t {
  content,
  kind,  ///< «романи», «книги»: says what sort of thing, seldom stands in the title
  stop   ///< «і», «про»: ranks, but decides nothing (unless it may be the beginning of the last word)
};

struct QueryWord {
  std::string word = {};     ///< folded
  std::string surface = {};  ///< lower case, with apostrophe
  std::string key = {};      ///< match_key
  std::string light = {};    ///< light_stem
  WordRole role = WordRole::content;
  bool last = false;  ///< may be the beginning of a word
  std::vector<std::uint64_t> stems = {};
  bool unknown = true;  ///< no dictionary form but itself
  std::vector<std::string> beginnings =
      {};                ///< of an unfinished last word in Latin letters: what it begins in Cyrillic
  bool russian = false;  ///< of a query in Russian
  std::vector<std::string> translations = {};  ///< Ukrainian words for a Russian one, folded
  std::vector<std::string> respelled = {};     ///< ukrainian_spellings of a Russian word
};

struct Query {
  std::optional<std::uint64_t> isbn = {};  ///< the number of a 13-digit ISBN
  std::vector<QueryWord> words = {};
  Rewrite rewrite = Rewrite::none;  ///< none or keyboard_layout; the others are known only after matching
  std::string understood = {};      ///< the text in the layout that was meant
  bool verbatim = false;
  bool open_hyphen = false;  ///< ends in «-»: the second half of a compound is still to come
};

/// Words beyond this are not read.
inline constexpr std::size_t max_query_words = 24;
/// Bytes beyond this are not read.
inline constexpr std::size_t max_query_bytes = 1024;

/// Never fails, whatever the bytes. `stemmer` may be null.
Query understand(std::string_view raw, bool verbatim, const VocabularyView& vocabulary, const Stemmer* stemmer);

/// «ISBN 978-966-03-4569-0», «966-03-4569-0» → 9789660345690; nullopt: no ISBN (length or check digit).
std::optional<std::uint64_t> isbn_in(std::string_view raw);

}  // namespace bookmarket::catalog::search
