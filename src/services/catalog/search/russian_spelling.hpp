// What tells a Russian word from a Ukrainian one, and how the same root is spelt in Ukrainian.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace bookmarket::catalog::search {

/// A letter that Ukrainian has not, or, of a word that no Ukrainian dictionary knows, an ending that it has not.
/// `surface`: lower case.
bool looks_russian(std::string_view surface, bool unknown_in_ukrainian);

/// «и», «или», «из»: joins Russian words, and is no Ukrainian word.
bool russian_joiner(std::string_view word);

/// капитан → капітан: the word as Ukrainian would spell most of its и (the last letter may be an ending).
std::string with_ukrainian_i(std::string_view word);

/// Багряный → Багряний.
std::string with_ukrainian_y(std::string_view word);

/// Ukrainian spellings of a Russian word's root by the regular correspondences that change consonants: волк → вовк,
/// парижский → паризький, степной → степовий, рассказал → розказав. Not checked against any dictionary.
std::vector<std::string> ukrainian_spellings(std::string_view folded_russian);

}  // namespace bookmarket::catalog::search
