// Which documents match a query and in what order.
#pragma once

#include <bitset>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "services/catalog/search/expansion.hpp"
#include "services/catalog/search/state.hpp"

namespace bookmarket::catalog::search {

struct Match {
  Place place = {};
  float score = 0;
  float popularity = 0;  ///< of its work
};

/// What the matches are for.
enum class Purpose : std::uint8_t {
  results,
  /// The best ones are wanted, soon: fewer beginnings are read, nothing loose is looked for, a lone word of one or two
  /// letters is only a beginning, and where very many documents have all words the most wanted works are read.
  suggestions
};

/// One query against one state. Not thread-safe; cheap to make.
class Ranking {
 public:
  Ranking(const State& state, const Query& query, Purpose purpose = Purpose::results);
  ~Ranking() { clear_cells(); }
  Ranking(const Ranking&) = delete;
  Ranking& operator=(const Ranking&) = delete;

  /// All documents that match, in no order, with a first score. A document matches when the words it has weigh at
  /// least 4/5 of what the best document has (rare words weigh more; «про» nothing, «романи» little). While these
  /// are few, of results also documents with two of the words whose whole title was asked for, or whose author's
  /// initials fit the rest: catalogues leave authors out and shorten their names. Of very many such, those with the
  /// weightiest words are looked at.
  [[nodiscard]] std::vector<Match> matches();
  /// The final score: how much of title and author the words cover, in order, and how wanted the work is.
  [[nodiscard]] float rescore(const Match& match) const;
  /// How the words had to be read for this document to match.
  struct Reading {
    Rewrite rewrite = Rewrite::none;
    std::string text = {};
  };
  [[nodiscard]] Reading reading(const Match& match) const;
  /// Which author of the document has all words of the query in the name, counted from 0.
  [[nodiscard]] std::optional<std::size_t> author_meant(const Match& match) const;

 private:
  static constexpr std::size_t few = 10;
  static constexpr float match_share = 0.8F;    ///< of the best document's weight
  static constexpr float loose_share = 0.42F;   ///< the same, for other printings of a title that was asked for
  static constexpr float share_of_name = 0.3F;  ///< of a word's occurrences in authors' names: it may be a name

  struct Cell {
    float score, weight;
    std::uint32_t words;  ///< bit i: query word i is there
  };
  struct Sense {
    std::optional<Reach> reach = {};  ///< with which the terms were looked for
    std::vector<Term> terms = {};
    std::vector<Beginning> beginnings = {};  ///< the first as typed
    std::vector<Term> completions = {};
  };
  struct TermUse {
    std::uint32_t word, query_word;
    float quality;
    Kinship kinship;
  };

  /// Neither the word nor a form of it is there, and hardly one that begins so.
  [[nodiscard]] bool unmatched(std::size_t i) const { return found_[i] - found_by_prefix_[i] == 0 && found_[i] < few; }
  /// Whether it looked further than before.
  bool expand_words(Reach if_unmatched, Reach if_matched);
  void expand_word(std::size_t i, Reach reach);
  void weigh_words();
  void accumulate();
  /// The same, of the most wanted documents with all significant words only; false: that would take longer, or there
  /// are few, and nothing was done.
  bool accumulate_most_wanted();
  /// The most wanted ones with all significant words, looked for among those with one word or among all. Reads so many
  /// texts at most.
  [[nodiscard]] std::vector<Place> most_wanted_with_all(std::optional<std::size_t> among, std::size_t texts) const;
  /// Which documents may have word i, or all, by their ranks in the part's order of weight.
  [[nodiscard]] Bits ranks_with(std::optional<std::size_t> i, std::uint32_t part) const;
  [[nodiscard]] bool only_begins(std::size_t i) const;
  /// `remaining`: what the word and those still to come weigh.
  void add_word(std::size_t i, float remaining);
  void add_terms(std::size_t i, bool may_enter);
  /// The same, by reading the texts of some cells.
  void add_terms_to(const std::vector<std::uint32_t>& cells, std::size_t i, bool may_enter);
  void add_postings(std::size_t i, std::uint32_t word, float quality, bool may_enter);
  void add_beginning(std::size_t i, const Beginning& beginning, Kinship kinship, bool may_enter);
  /// The same, by reading the texts of some cells.
  void add_beginning_to(const std::vector<std::uint32_t>& cells, std::size_t i, const Beginning& beginning,
                        Kinship kinship, bool may_enter);
  using WordCounts = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  ///< word, documents
  /// As terms, best first; all but the word itself and initials, which complete nothing.
  [[nodiscard]] std::vector<Term> completions_of(std::size_t i, WordCounts counts, Kinship kinship) const;
  void touch(std::size_t part, std::uint32_t document, std::size_t i, float quality, bool may_enter);
  [[nodiscard]] bool looks_for_loose() const { return purpose_ == Purpose::results && !query_.verbatim; }
  void index_terms();
  void clear_cells();
  [[nodiscard]] bool goes_on_after_hyphen(Place place) const;
  /// How likely a word of the query is meant as an author's name, 0..1: as often as it is one in the index.
  [[nodiscard]] float author_likelihood(std::size_t i) const;
  /// The part of a word's occurrences that is in authors' names.
  [[nodiscard]] float author_share(std::size_t i) const;
  /// «О. Кобилянська» has one of Ольга, in whatever script.
  [[nodiscard]] bool has_initial_of(Place place, std::size_t word) const;
  /// Less than 1 where all words are names of authors: their books come before books about them.
  [[nodiscard]] float weight_of_titles() const;
  [[nodiscard]] Place place_of(std::uint32_t at) const;
  [[nodiscard]] bool same_title_or_initials(Place place, std::uint32_t words) const;
  /// What a word of a part's documents stands for in the query; empty: nothing.
  [[nodiscard]] std::span<const TermUse> uses(std::size_t part, std::uint32_t word) const;

  const State& state_;
  const Query& query_;
  Purpose purpose_;
  std::vector<std::size_t> significant_ = {};       ///< query words that decide what matches
  std::vector<Sense> senses_ = {};                  ///< by query word
  std::vector<float> weight_ = {};                  ///< by query word
  std::vector<std::size_t> found_ = {};             ///< documents of its terms and completions, by query word
  std::vector<std::size_t> found_by_prefix_ = {};   ///< of these, only as a beginning
  std::vector<std::size_t> found_in_authors_ = {};  ///< of these, in authors' names
  std::uint32_t content_ = 0;                       ///< bit i: query word i is no kind and no stop word
  std::vector<TermUse> by_word_ = {};               ///< sorted by word
  std::bitset<16384> has_use_ = {};                 ///< by the last bits of a word: it may be in by_word_
  std::vector<std::uint32_t> offsets_ = {};         ///< of a part's cells
  std::vector<Cell>& cells_;
  std::vector<std::uint32_t> touched_ = {};
  float total_ = 0, best_ = 0;
  float weight_of_titles_ = 1;
};

}  // namespace bookmarket::catalog::search
