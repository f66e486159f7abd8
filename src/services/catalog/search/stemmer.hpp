// The dictionary forms of a word: the small interface that the understanding of a query and the index need.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace bookmarket::catalog::search {

class Stemmer {
 public:
  virtual ~Stemmer() = default;
  /// Folded dictionary forms of a lower-case word (apostrophe optional); empty: the word is unknown.
  /// Safe to call from several threads.
  [[nodiscard]] virtual std::vector<std::string> stems(std::string_view word) const = 0;
};

struct DictionaryForms {
  std::vector<std::uint64_t> stems;  ///< stem_hash of each
  bool unknown = true;               ///< the dictionary knows nothing but the word itself
};
DictionaryForms dictionary_forms(std::string_view word, const Stemmer& stemmer);

/// Forms that dictionaries list by themselves («ста», «трьох», «дітей»): their nominative, or empty.
std::string_view irregular_stem(std::string_view folded_word);

/// Hunspell's Ukrainian and English dictionaries (<dir>/uk_UA, <dir>/en_US). Takes half a second and 40 MB.
/// nullptr: a dictionary is missing.
std::unique_ptr<Stemmer> load_hunspell(const std::string& dir);

}  // namespace bookmarket::catalog::search
