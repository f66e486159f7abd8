// Which words of an index stand for a word of the query, how well, and why.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "services/catalog/search/query.hpp"
#include "services/catalog/search/state.hpp"

namespace bookmarket::catalog::search {

/// Why a word of the index stands for one of the query, best first.
enum class Kinship : std::uint8_t { same, form, transliteration, prefix, spelling, translation };

struct Term {
  std::uint32_t word = 0;  ///< its number in the state
  float quality = 0;       ///< 0..1
  Kinship kinship = Kinship::same;
};

/// How far from the typed word to look.
enum class Reach : std::uint8_t {
  forms,    ///< itself, its case forms, its transliteration, its translation
  similar,  ///< also other spellings, typos and cognates
};

/// Link hashes under which the words one or two slips away from a key are found.
struct Slips {
  std::vector<std::uint32_t> one = {}, two = {};
};
Slips slips_of(const std::string& key);

/// `slips`: of the word's key, read only for Reach::similar.
/// Terms by falling quality, each word once. The beginnings of words are not among them: see State::beginning.
std::vector<Term> expand(const State& state, const QueryWord& word, Reach reach, bool verbatim, const Slips& slips);

}  // namespace bookmarket::catalog::search
