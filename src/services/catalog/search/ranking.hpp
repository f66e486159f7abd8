// Which documents match a query and in what order.
#pragma once

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

/// One query against one state. Not thread-safe; cheap to make.
class Ranking {
 public:
  /// `prefix_budget`: postings read for the beginnings of a lone word, the most frequent completions first.
  Ranking(const State& state, const Query& query, std::size_t prefix_budget = 20'000);
  ~Ranking() { clear_cells(); }
  Ranking(const Ranking&) = delete;
  Ranking& operator=(const Ranking&) = delete;

  /// All documents that match, in no order, with a first score. A document matches when the words it has weigh at
  /// least 4/5 of what the best document has (rare words weigh more; «про» nothing, «романи» little). While these
  /// are few, also documents with two of the words whose whole title was asked for, or whose author's
  /// initials fit the rest: catalogues leave authors out and shorten their names.
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
  static constexpr float share_of_name = 0.3F;  ///< of a word's occurrences in authors' names: it may be a name

  struct Cell {
    float score, weight;
    std::uint32_t words;  ///< bit i: query word i is there
  };
  struct Sense {
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
  void expand_words(Reach unmatched, Reach matched);
  void weigh_words();
  void accumulate();
  void add_word(std::size_t i, bool may_enter);
  void add_postings(std::size_t i, std::uint32_t word, float quality, bool may_enter);
  void add_beginning(std::size_t i, const Beginning& beginning, Kinship kinship, bool may_enter);
  void touch(std::size_t part, std::uint32_t document, std::size_t i, float quality, bool may_enter);
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
  std::size_t prefix_budget_;
  std::vector<std::size_t> significant_ = {};       ///< query words that decide what matches
  std::vector<Sense> senses_ = {};                  ///< by query word
  std::vector<Slips> slips_ = {};                   ///< by query word, where similar words were looked for
  std::vector<float> weight_ = {};                  ///< by query word
  std::vector<std::size_t> found_ = {};             ///< documents of its terms and completions, by query word
  std::vector<std::size_t> found_by_prefix_ = {};   ///< of these, only as a beginning
  std::vector<std::size_t> found_in_authors_ = {};  ///< of these, in authors' names
  std::uint32_t content_ = 0;                       ///< bit i: query word i is no kind and no stop word
  std::vector<TermUse> by_word_ = {};               ///< sorted by word
  std::vector<std::uint32_t> offsets_ = {};         ///< of a part's cells
  std::vector<Cell>& cells_;
  std::vector<std::uint32_t> touched_ = {};
  float total_ = 0, best_ = 0;
  float weight_of_titles_ = 1;
};

}  // namespace bookmarket::catalog::search
