// What a reader sees: immutable segments, which of their documents are gone, and what the live ones say together.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "services/catalog/search/counts.hpp"
#include "services/catalog/search/query.hpp"
#include "services/catalog/search/segment.hpp"

namespace bookmarket::catalog::search {

/// Live documents with a word.
struct WordCount {
  std::uint32_t documents = 0, in_authors = 0;  ///< in_authors: of these, in an author's name

  WordCount& operator+=(WordCount other) {
    documents += other.documents;
    in_authors += other.in_authors;
    return *this;
  }
};

/// Numbers of keys (words, works) across the parts of a state. A key has the number that the first part with it gives
/// it; so every key has one number, and removing the last parts leaves the other numbers as they are.
struct Numbering {
  std::uint32_t first = 0;                                              ///< of the part's own keys
  std::vector<std::uint32_t> numbers = {};                              ///< by key; empty: first, first + 1, …
  std::vector<std::pair<std::uint32_t, std::uint32_t>> elsewhere = {};  ///< number → key, of earlier parts' keys

  [[nodiscard]] std::uint32_t number(std::uint32_t key) const { return numbers.empty() ? first + key : numbers[key]; }
};

struct Part {
  std::shared_ptr<const Segment> segment = {};
  std::shared_ptr<const std::vector<std::uint64_t>> deleted = {};  ///< one bit a document; null: none
  std::uint32_t deleted_count = 0;
  std::shared_ptr<const Numbering> words = {}, works = {};
  Counts<WordCount> word_counts = Counts<WordCount>();           ///< of all parts, for the part's own words; else 0
  Counts<std::uint32_t> work_weights = Counts<std::uint32_t>();  ///< the same: editions and offers of a work

  [[nodiscard]] bool live(std::uint32_t document) const {
    return !deleted || ((*deleted)[document / 64] >> (document % 64) & 1) == 0;
  }
  [[nodiscard]] std::size_t size() const { return segment->size() - deleted_count; }
};

/// A document of a state: part, then number within its segment.
struct Place {
  std::uint32_t part = 0, document = 0;

  bool operator==(const Place&) const = default;
};

/// The words that begin alike, a range of each part.
using Beginning = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

/// Words are numbered across the parts, and only words of live documents are found: all it answers depends on the
/// live documents alone, not on how they came or which segments hold them.
class State final : public VocabularyView {
 public:
  std::vector<Part> parts = {};  ///< to be changed by the functions below only

  void append(std::shared_ptr<const Segment> segment, const std::vector<std::uint64_t>& deleted = {});
  /// Documents, each live and of one part.
  void erase(std::uint32_t part, const std::vector<std::uint32_t>& documents);
  /// Forgets the parts from `keep` on.
  void truncate(std::size_t keep);

  [[nodiscard]] std::size_t size() const;
  /// log2(1 + editions and offers of the same work, in whichever documents).
  [[nodiscard]] float popularity(Place place) const;
  [[nodiscard]] std::string_view id(Place place) const { return parts[place.part].segment->ids[place.document]; }

  [[nodiscard]] std::optional<std::uint32_t> word(std::string_view folded) const;
  /// Words by a hash of a dictionary stem or of a Link, in the order of their text. Candidates, as of LinkTable.
  [[nodiscard]] std::vector<std::uint32_t> by_stem(std::uint64_t stem) const;
  [[nodiscard]] std::vector<std::uint32_t> by_link(std::uint32_t hash) const;
  [[nodiscard]] std::string_view text(std::uint32_t word) const;
  [[nodiscard]] std::uint8_t flags(std::uint32_t word) const;
  [[nodiscard]] std::span<const std::uint64_t> stems(std::uint32_t word) const;
  [[nodiscard]] WordCount count(std::uint32_t word) const;
  /// In one part; dead documents among them.
  [[nodiscard]] std::span<const std::uint32_t> postings(std::size_t part, std::uint32_t word) const;
  [[nodiscard]] Beginning beginning(std::string_view folded) const;
  [[nodiscard]] WordCount count(const Beginning& beginning) const;
  /// Words with their documents, most frequent first, until these have at least `budget` documents together.
  [[nodiscard]] std::vector<std::pair<std::uint32_t, std::uint32_t>> most_frequent(const Beginning& beginning,
                                                                                   std::size_t budget) const;

  [[nodiscard]] bool has_word(std::string_view folded) const override { return word(folded).has_value(); }
  [[nodiscard]] bool has_prefix(std::string_view folded) const override;
  [[nodiscard]] bool has_stem(std::uint64_t stem) const override;
  [[nodiscard]] bool has_key(std::string_view key) const override;
  [[nodiscard]] bool has_similar(std::string_view key) const override;
  [[nodiscard]] std::optional<DictionaryForms> forms_of(std::string_view folded) const override;

 private:
  [[nodiscard]] std::pair<const Part&, std::uint32_t> owner(std::uint32_t word) const;
  [[nodiscard]] std::vector<std::uint32_t> in_use(LinkTable Segment::* table, std::uint32_t hash) const;
  void uncount_words(const Part& part, std::uint32_t document);
  void weigh_work(const Part& part, std::uint32_t document, std::uint32_t sign);
};

}  // namespace bookmarket::catalog::search
