// What a word is recognised by besides its spelling: a transliteration key, a stem, a cognate skeleton.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bookmarket::catalog::search {

/// Spellings of one word in any living transliteration table, in Cyrillic, and with і/и/ї/й, е/є, г/ґ/х confused
/// have the same key: «Коцюбинський», kotsiubynskyi, Kocubinskij → kocubinski. Upper case in a key stands for one
/// sound (Z ж, C ч, S ш).
std::string match_key(std::string_view folded_word);

/// Cyrillic words that Latin letters may spell, as far as `exists` accepts each beginning: shevch → шевч. At most
/// `limit`, after a bounded search.
std::vector<std::string> cyrillic_beginnings(std::string_view latin, std::size_t limit,
                                             const std::function<bool(std::string_view)>& exists);

/// The word without its Ukrainian or Russian case ending, at least three letters: for names no dictionary knows.
std::string light_stem(std::string_view folded_word);

/// Ukrainian words begin with у or в, і or й as the sound before them asks: вбивство for «убивство» and back. Empty:
/// this word has no such twin.
std::string euphonic_twin(std::string_view folded_word);

/// Consonants of the light stem's key: what Russian and Ukrainian cognates share («забытых», «забутих» → zbt).
/// Empty when fewer than two consonants remain.
std::string skeleton(std::string_view folded_word);

/// Every string with one character of `key` left out (none for keys under 4 or over 24 characters).
std::vector<std::string> deletes(std::string_view key);

/// Edits (insert, delete, replace, swap of neighbours) between two keys, or limit + 1 when there are more.
unsigned edit_distance(std::string_view a, std::string_view b, unsigned limit);

/// The same between two words as written.
unsigned letter_distance(std::string_view a, std::string_view b, unsigned limit);

std::uint64_t hash64(std::string_view text, std::uint64_t seed = 0);

}  // namespace bookmarket::catalog::search
